using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>AP and client set MFPR alone; the twins set both.</summary>
internal sealed class MfprWithoutMfpcScenario : IRuleScenario
{
    public string Rule => "mfpr-without-mfpc";

    public CaptureBuilder Violation() => With(0x0040);

    public CaptureBuilder Conforming() => With(0x00C0);

    private static CaptureBuilder With(int capabilities)
    {
        var typical = new Typical(6);
        byte[][] elements = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(6, capabilities)];
        return new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, elements)).AddAcked(typical.AuthRequest(), 5)
            .AddAcked(typical.AuthResponse())
            .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, elements));
    }
}
