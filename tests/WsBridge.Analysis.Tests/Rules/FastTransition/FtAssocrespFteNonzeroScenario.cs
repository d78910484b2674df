using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>An FTE with Element Count and MIC; the twin only has RSNXE Used set, which says something else.</summary>
internal sealed class FtAssocrespFteNonzeroScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-assocresp-fte-nonzero";

    public CaptureBuilder Violation() =>
        With(new FteOptions { R0khId = Typical.R0khId, R1khId = Typical.Ap, ElementCount = 3, Mic = Octets.Repeat(0x77, 16) });

    public CaptureBuilder Conforming() => With(new FteOptions { R0khId = Typical.R0khId, R1khId = Typical.Ap, MicControl = 1 });

    private static CaptureBuilder With(FteOptions fte)
    {
        byte[] element = MakeElement.Fte(fte);
        return new CaptureBuilder().Add(Ft.Beacon()).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest())
            .AddAcked(Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, MakeElement.SupportedRates(), MakeElement.Mde(), element))
            .AddAcked(Ft.M1()).AddAcked(Ft.M2With(1, Ft.Rsne(Typical.PmkR1Name), MakeElement.Mde(), element)).AddAcked(Ft.M3())
                .AddAcked(Ft.M4());
    }
}
