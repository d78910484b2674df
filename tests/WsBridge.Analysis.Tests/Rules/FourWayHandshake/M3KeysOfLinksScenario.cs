using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.Rules.Connection;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Two links are set up and message 3 has the group keys of one; in the twin those of both.</summary>
internal sealed class M3KeysOfLinksScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(8) { Pmk = Octets.Repeat(0x3E, 32) };

    public string Rule => "m3-keys-of-links";

    public IReadOnlyList<KnownKey> Keys =>
        [new KnownKey(KeyKind.Pmk, Network.Pmk, "keys.txt, line 1", new KeyBinding { Sta = Typical.Sta })];

    public CaptureBuilder Violation() => Handshake(GroupKeys(0));

    public CaptureBuilder Conforming() => Handshake([.. GroupKeys(0), .. GroupKeys(1)]);

    /// <summary>The MLD MAC addresses are those on link 0, so that the PTK is made with them.</summary>
    private static CaptureBuilder Handshake(byte[] groupKeys) =>
        SaeFrames.Begin().AddCommits().AddAcked(SaeFrames.Confirm(), 5).AddAcked(SaeFrames.Confirm(fromAp: true))
            .AddAcked(Frame.AssociationRequest(
                Typical.Sta,
                Typical.Ap,
                [
                    MakeElement.Ssid(Typical.NetworkName),
                    MakeElement.SupportedRates(),
                    Network.M2Rsne,
                    MakeElement.MultiLink(Typical.Sta, null, (1, MakeAddress.Sta(2), [0x11, 0x04])),
                ]))
            .AddAcked(Frame.AssociationResponse(
                Typical.Sta,
                Typical.Ap,
                0,
                [
                    MakeElement.SupportedRates(),
                    MakeElement.MultiLink(Typical.Ap, 0, (1, MakeAddress.Ap(2), [0x11, 0x04, 0, 0])),
                ]))
            .AddAcked(Network.M1()).AddAcked(Network.M2())
            .AddAcked(Network.M3(keyData: [.. Network.M2Rsne, .. groupKeys])).AddAcked(Network.M4());

    /// <summary>MLO GTK and MLO IGTK KDE of a link.</summary>
    private static byte[] GroupKeys(int link) =>
    [
        .. MakeKde.Any(16, [(byte)(1 | link << 4), .. new byte[6], .. KeyedTypical.Gtk]),
        .. MakeKde.Any(17, [4, 0, .. new byte[6], (byte)(link << 4), .. KeyedTypical.Gtk]),
    ];
}
