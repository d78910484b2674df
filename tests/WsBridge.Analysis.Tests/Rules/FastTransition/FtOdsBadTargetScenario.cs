using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Another STA, then the AP that the request is sent to, then a group address; the twin names itself and another AP.</summary>
internal sealed class FtOdsBadTargetScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-ods-bad-target";

    public CaptureBuilder Violation() =>
        Ft.BeforeRoam().AddAcked(With(Request(), 26, MakeAddress.Sta(7)), 50)
            .AddAcked(With(Request(), 32, Typical.Ap), 50).AddAcked(With(Request(), 32, Dot11.MacAddress.Broadcast), 50);

    public CaptureBuilder Conforming() => Ft.BeforeRoam().AddAcked(Request(), 50).AddAcked(Response());

    private static byte[] Request() =>
        Frame.FtAction(Typical.Sta, Typical.Ap, Typical.OtherAp, 1, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(),
            MakeElement.Fte(Typical.FtRequestFte));

    private static byte[] Response() =>
        Frame.FtAction(Typical.Sta, Typical.Ap, Typical.OtherAp, 2, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(),
            MakeElement.Fte(Typical.FtResponseFte));

    private static byte[] With(byte[] frame, int offset, Dot11.MacAddress address)
    {
        address.CopyTo(frame.AsSpan(offset));
        return frame;
    }
}
