using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The current AP announces that FT over the DS is off; in the twin only the target does.</summary>
internal sealed class FtOdsNotAdvertisedScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-ods-not-advertised";

    public CaptureBuilder Violation() =>
        Ft.Handshake().Add(Beacon(Typical.Ap, 0), 700).Add(Beacon(Typical.OtherAp, 1), 100).AddAcked(Request(), 50);

    public CaptureBuilder Conforming() => Ft.Handshake().Add(Beacon(Typical.OtherAp, 0), 200).AddAcked(Request(), 50).AddAcked(Response());

    private static byte[] Beacon(Dot11.MacAddress ap, int capability) =>
        Frame.Beacon(ap, MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Ft.Rsne(),
            MakeElement.Mde(capability: capability));

    private static byte[] Request() =>
        Frame.FtAction(Typical.Sta, Typical.Ap, Typical.OtherAp, 1, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(),
            MakeElement.Fte(Typical.FtRequestFte));

    private static byte[] Response() =>
        Frame.FtAction(Typical.Sta, Typical.Ap, Typical.OtherAp, 2, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(),
            MakeElement.Fte(Typical.FtResponseFte));
}
