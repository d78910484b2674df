using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>No R0KH-ID, an empty one, no FTE; the twin has it in an FTE with the longer MIC of a SHA-384 suite.</summary>
internal sealed class FtAuthNoR0khidScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);
    private static readonly Typical Long = new(19);

    public string Rule => "ft-auth-no-r0khid";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(fte: new FteOptions { SNonce = Typical.SNonce }), 50).AddAcked(Ft.FtResponse(status: 55))
            .AddAcked(Ft.FtRequest(fte: new FteOptions { SNonce = Typical.SNonce, R0khId = "" }), 100).AddAcked(Ft.FtResponse(status: 55))
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.OtherAp, 2, 1, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde()),
                100).AddAcked(Ft.FtResponse(status: 55));

    public CaptureBuilder Conforming() =>
        new CaptureBuilder().Add(Long.Beacon()).Add(Long.Beacon(Typical.OtherAp))
            .AddAcked(Long.FtRequest(fte: Typical.FtRequestFte with { Mic = new byte[24] }), 50)
            .AddAcked(Long.FtResponse(fte: Typical.FtResponseFte with { Mic = new byte[24] }));
}
