using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.Rules.Connection;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>A typical multi-link association by SAE with the links 0 and 1. The MLD MAC addresses are those on link 0.</summary>
internal static class MultiLinkTypical
{
    public static readonly KeyedTypical Network = new(8) { Pmk = Octets.Repeat(0x3E, 32) };

    public static IReadOnlyList<KnownKey> Keys =>
        [new KnownKey(KeyKind.Pmk, Network.Pmk, "keys.txt, line 1", new KeyBinding { Sta = Typical.Sta })];

    /// <summary>Up to message 4.</summary>
    /// <param name="groupKeys">What message 3 has behind the RSNE.</param>
    /// <param name="rsne">The RSNE of both sides; null for the usual one.</param>
    /// <param name="otherFrequency">Where a Beacon of link 1 is heard; null for none.</param>
    /// <param name="oci">What message 2 has behind the RSNE.</param>
    public static CaptureBuilder Handshake(byte[] groupKeys, byte[]? rsne = null, int? otherFrequency = null, byte[]? oci = null) =>
        AddHandshake(Beacons(rsne, otherFrequency), groupKeys, rsne, oci);

    /// <summary>The same behind other Beacons.</summary>
    public static CaptureBuilder AddHandshake(CaptureBuilder capture, byte[] groupKeys, byte[]? rsne = null, byte[]? oci = null) =>
        AddAssociation(capture, rsne)
        .AddAcked(Network.M1()).AddAcked(Network.M2(rsne: [.. rsne ?? Network.M2Rsne, .. oci ?? []]))
        .AddAcked(Network.M3(keyData: [.. rsne ?? Network.M2Rsne, .. groupKeys])).AddAcked(Network.M4());

    /// <summary>Up to the Association Response.</summary>
    private static CaptureBuilder AddAssociation(CaptureBuilder capture, byte[]? rsne) =>
        capture.AddCommits().AddAcked(SaeFrames.Confirm(), 5).AddAcked(SaeFrames.Confirm(fromAp: true))
            .AddAcked(Frame.AssociationRequest(
                Typical.Sta,
                Typical.Ap,
                [
                    MakeElement.Ssid(Typical.NetworkName),
                    MakeElement.SupportedRates(),
                    rsne ?? Network.M2Rsne,
                    MakeElement.MultiLink(Typical.Sta, null, (1, MakeAddress.Sta(2), [0x11, 0x04])),
                ]))
            .AddAcked(Frame.AssociationResponse(
                Typical.Sta,
                Typical.Ap,
                0,
                [
                    MakeElement.SupportedRates(),
                    MakeElement.MultiLink(Typical.Ap, 0, (1, MakeAddress.Ap(2), [0x11, 0x04, 0, 0])),
                ]));

    /// <summary>A Protected EHT Action frame, encrypted with the TK.</summary>
    public static byte[] Protected(bool fromAp, int action, byte number, params ReadOnlySpan<byte> details)
    {
        using Ptk ptk = Network.PtkOf(new Making());
        return MakeKeys.EncryptManagement(CipherSuite.Ccmp128, ptk.Tk,
            Frame.Action(Typical.Sta, Typical.Ap, fromAp, 37, action, details).WithSequence(900 + number), number);
    }

    private static CaptureBuilder Beacons(byte[]? rsne, int? otherFrequency)
    {
        byte[][] elements = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), rsne ?? Network.M2Rsne];
        CaptureBuilder capture = new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, elements));
        return otherFrequency is { } frequency
            ? capture.Add(Frame.Beacon(MakeAddress.Ap(2), elements), 1, new RadiotapOptions { FrequencyMHz = frequency })
            : capture;
    }

    /// <summary>MLO GTK and MLO IGTK KDE of a link.</summary>
    public static byte[] GroupKeys(int link, byte[]? gtk = null, byte packetNumber = 0) =>
    [
        .. MakeKde.Any(16, [(byte)(1 | link << 4), packetNumber, .. new byte[5], .. gtk ?? KeyedTypical.Gtk]),
        .. MakeKde.Any(17, [4, 0, packetNumber, .. new byte[5], (byte)(link << 4), .. gtk ?? KeyedTypical.Gtk]),
    ];
}
