using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>SAE between the typical STA and its AP, frame by frame.</summary>
internal static class SaeFrames
{
    public static readonly Typical Network = new(8);

    /// <summary>
    /// Commit: group (2), perhaps a token, scalar (32), element (64); an AP that refuses sends the group alone, with status 76 the token
    /// too.
    /// </summary>
    public static byte[] Commit(bool fromAp = false, int status = 0, int group = 19, byte[]? token = null, MacAddress? ap = null)
    {
        byte[] rest = status is 0 or 126 or 127 ? Octets.Repeat(fromAp ? (byte)0xAC : (byte)0x5C, 96) : [];
        return Frame.Sae(Typical.Sta, ap ?? Typical.Ap, fromAp, 1, status, [(byte)group, 0, .. token ?? [], .. rest]);
    }

    /// <summary>Confirm: Send-Confirm (2) and the confirm itself (32), which a refusal does not have.</summary>
    public static byte[] Confirm(bool fromAp = false, int status = 0, int number = 1, MacAddress? ap = null) =>
        Frame.Sae(Typical.Sta, ap ?? Typical.Ap, fromAp, 2, status,
            status == 0 ? [(byte)number, 0, .. Octets.Repeat(fromAp ? (byte)0xA0 : (byte)0x50, 32)] : []);

    public static CaptureBuilder Begin() => new CaptureBuilder().Add(Network.Beacon());

    /// <summary>Commits both ways.</summary>
    public static CaptureBuilder AddCommits(this CaptureBuilder capture, double afterMilliseconds = 5) =>
        capture.AddAcked(Commit(), afterMilliseconds).AddAcked(Commit(fromAp: true), 5);

    /// <summary>Association and 4-way handshake after SAE.</summary>
    public static CaptureBuilder AddAssociation(this CaptureBuilder capture, int round = 0)
    {
        Typical network = Network with { Round = round };
        return capture.AddAcked(network.AssocRequest()).AddAcked(network.AssocResponse()).AddAcked(network.M1()).AddAcked(network.M2())
            .AddAcked(network.M3()).AddAcked(network.M4());
    }

    /// <summary>SAE as it should be, with association and 4-way handshake.</summary>
    public static CaptureBuilder AddSuccess(this CaptureBuilder capture, int round = 0) =>
        capture.AddCommits().AddAcked(Confirm(), 5).AddAcked(Confirm(fromAp: true)).AddAssociation(round);

    /// <summary>The AP goes on with its Beacons.</summary>
    public static CaptureBuilder AddBeacons(this CaptureBuilder capture, double milliseconds)
    {
        for (double passed = 0; passed < milliseconds; passed += 600)
        {
            capture.Add(Network.Beacon(), 600);
        }

        return capture;
    }
}
