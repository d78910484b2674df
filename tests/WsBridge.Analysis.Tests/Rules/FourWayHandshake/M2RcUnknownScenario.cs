using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>
/// Message 2 with the counter of another association; message 1 comes again with the next one. In the twin that message 1 may have been
/// missed.
/// </summary>
internal sealed class M2RcUnknownScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "m2-rc-unknown";

    public CaptureBuilder Violation() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2(9)).AddAcked(Psk.M1(2), 1000).AddAcked(Psk.M2(2)).AddAcked(Psk.M3(3))
            .AddAcked(Psk.M4(3));

    public CaptureBuilder Conforming() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2(2), 1000).AddAcked(Psk.M3(3)).AddAcked(Psk.M4(3));
}
