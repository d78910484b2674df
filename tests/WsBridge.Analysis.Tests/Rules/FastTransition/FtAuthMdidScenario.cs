using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// A request without MDE, one for a domain that the target does not announce, and a response for another domain; the twin is a plain roam.
/// </summary>
internal sealed class FtAuthMdidScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-mdid";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(Request(), 50).AddAcked(Ft.FtResponse(status: 54))
            .AddAcked(Request(MakeElement.Mde(0x0304)), 100).AddAcked(Ft.FtResponse(status: 54))
            .AddAcked(Request(MakeElement.Mde()), 100).AddAcked(Response(MakeElement.Mde(0x0304)))
            .AddAcked(Request(MakeElement.Mde()), 100).AddAcked(Response());

    public CaptureBuilder Conforming() => Ft.Roam();

    private static byte[] Request(params IReadOnlyList<byte[]> mde) =>
        Frame.Authentication(Typical.Sta, Typical.OtherAp, 2, 1, 0,
            [Ft.Rsne(Typical.PmkR0Name), .. mde, MakeElement.Fte(Typical.FtRequestFte)]);

    private static byte[] Response(params IReadOnlyList<byte[]> mde) =>
        Frame.Authentication(Typical.Sta, Typical.OtherAp, 2, 2, 0,
            [Ft.Rsne(Typical.PmkR0Name), .. mde, MakeElement.Fte(Typical.FtResponseFte)]);
}
