using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// After FT the client sends for two seconds, gets nothing back and associates in full; in the twin it had been sent away first.
/// </summary>
internal sealed class FtThenFullAssociationScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-then-full-association";

    public CaptureBuilder Violation() => Again(Uplink(Moved()));

    public CaptureBuilder Conforming() => Again(Uplink(Moved()).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.OtherAp, 4), 10));

    private static CaptureBuilder Moved() =>
        Ft.AddRoam(Ft.BeforeRoam().Add(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: false),
            20).Add(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: true), 5), Typical.Ap, Typical.OtherAp, 50);

    private static CaptureBuilder Uplink(CaptureBuilder capture)
    {
        for (int i = 0; i < 10; i++)
        {
            capture.AddAcked(Frame.ProtectedData(Typical.Sta, Typical.OtherAp, fromAp: false), 200);
        }

        return capture;
    }

    private static CaptureBuilder Again(CaptureBuilder capture)
    {
        MacAddress ap = Typical.OtherAp;
        byte[] request = Frame.AssociationRequest(Typical.Sta, ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Ft.Rsne(), MakeElement.Mde()]);
        return capture.AddAcked(Ft.AuthRequest(ap), 100).AddAcked(Ft.AuthResponse(ap)).AddAcked(request);
    }
}
