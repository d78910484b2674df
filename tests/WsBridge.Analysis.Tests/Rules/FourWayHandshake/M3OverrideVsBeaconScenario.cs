using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>
/// The client selects the RSNE Override of the Beacon; message 3 names another one, and the client leaves. In the twin it is the same.
/// </summary>
internal sealed class M3OverrideVsBeaconScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);

    public string Rule => "m3-override-vs-beacon";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() =>
        UpToM2().AddAcked(M3(0x00C0)).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 17, fromAp: false));

    public CaptureBuilder Conforming() => UpToM2().AddAcked(M3(0x000C)).AddAcked(Network.M4());

    /// <summary>An RSNE Override: what an RSNE has behind its length.</summary>
    private static byte[] Override(int capabilities) =>
        MakeElement.Vendor(VendorOui.WifiAlliance, RsnOverriding.Rsne, MakeElement.Rsne(2, capabilities).AsSpan(2));

    private static byte[] M3(int capabilities) =>
        Network.M3(keyData: Octets.Join([Network.M2Rsne, Override(capabilities), MakeKde.Gtk(1, KeyedTypical.Gtk)]));

    private static CaptureBuilder UpToM2()
    {
        byte[][] beacon = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Network.M2Rsne, Override(0x000C)];
        byte[][] request =
        [
            MakeElement.Ssid(Typical.NetworkName),
            MakeElement.SupportedRates(),
            Network.M2Rsne,
            MakeElement.Vendor(VendorOui.WifiAlliance, RsnOverriding.Selection, [1]),
        ];
        return new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, beacon)).AddAcked(Network.Typical.AuthRequest(), 5)
            .AddAcked(Network.Typical.AuthResponse())
            .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, request)).AddAcked(Network.Typical.AssocResponse())
                .AddAcked(Network.M1()).AddAcked(Network.M2());
    }
}
