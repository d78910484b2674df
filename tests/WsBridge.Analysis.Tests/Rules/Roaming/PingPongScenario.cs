using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>There and back twice within seconds; the twin does so with more than half a minute between.</summary>
internal sealed class PingPongScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ping-pong";

    public CaptureBuilder Violation() => Roams(4, 3_000);

    public CaptureBuilder Conforming() => Roams(4, 31_000);

    private static CaptureBuilder Roams(int count, double everyMilliseconds)
    {
        CaptureBuilder capture = Ft.BeforeRoam();
        for (int i = 0; i < count; i++)
        {
            Ft.AddRoam(capture, i % 2 == 0 ? Typical.Ap : Typical.OtherAp, i % 2 == 0 ? Typical.OtherAp : Typical.Ap, everyMilliseconds);
        }

        return capture;
    }
}
