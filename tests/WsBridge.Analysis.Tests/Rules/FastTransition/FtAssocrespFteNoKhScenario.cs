using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>An FTE without R1KH-ID, then one with an empty R0KH-ID; the twin has both.</summary>
internal sealed class FtAssocrespFteNoKhScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-assocresp-fte-no-kh";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Ft.Beacon()).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse())
            .AddAcked(Ft.AssocRequest()).AddAcked(Response(new FteOptions { R0khId = Typical.R0khId }))
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse())
            .AddAcked(Ft.AssocRequest()).AddAcked(Response(new FteOptions { R0khId = "", R1khId = Typical.Ap }));

    public CaptureBuilder Conforming() => Ft.Handshake();

    private static byte[] Response(FteOptions fte) =>
        Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, MakeElement.SupportedRates(), MakeElement.Mde(), MakeElement.Fte(fte));
}
