using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>A response with MDE and no FTE, then one with neither; the twin has both.</summary>
internal sealed class FtAssocrespNoMdeFteScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-assocresp-no-mde-fte";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Ft.Beacon()).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest())
            .AddAcked(Response(MakeElement.Mde()))
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Response());

    public CaptureBuilder Conforming() => Ft.Handshake();

    private static byte[] Response(params IReadOnlyList<byte[]> elements) =>
        Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, [MakeElement.SupportedRates(), .. elements]);
}
