using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.Rules.Connection;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>After SAE message 3 carries a Transition Disable KDE for WPA3-Personal; in the twin it has none.</summary>
internal sealed class TransitionDisabledScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(8) { Pmk = Octets.Repeat(0x3E, 32) };

    public string Rule => "transition-disabled";

    public IReadOnlyList<KnownKey> Keys =>
        [new KnownKey(KeyKind.Pmk, Network.Pmk, "keys.txt, line 1", new KeyBinding { Sta = Typical.Sta })];

    public CaptureBuilder Violation() => Handshake(MakeElement.Vendor(VendorOui.WifiAlliance, 0x20, 0x01));

    public CaptureBuilder Conforming() => Handshake([]);

    private static CaptureBuilder Handshake(byte[] kde) =>
        SaeFrames.Begin().AddCommits().AddAcked(SaeFrames.Confirm(), 5).AddAcked(SaeFrames.Confirm(fromAp: true))
            .AddAcked(Network.Typical.AssocRequest()).AddAcked(Network.Typical.AssocResponse())
            .AddAcked(Network.M1()).AddAcked(Network.M2())
            .AddAcked(Network.M3(keyData: Octets.Join([Network.M2Rsne, MakeKde.Gtk(1, KeyedTypical.Gtk), kde]))).AddAcked(Network.M4());
}
