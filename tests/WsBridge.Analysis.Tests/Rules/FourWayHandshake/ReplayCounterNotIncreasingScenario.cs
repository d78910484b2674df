using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>
/// Message 3 has the replay counter of message 1. The twin repeats message 1 on the air, which is the same frame once more.
/// </summary>
internal sealed class ReplayCounterNotIncreasingScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "replay-counter-not-increasing";

    public CaptureBuilder Violation() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3(1)).AddAcked(Psk.M4(1));

    public CaptureBuilder Conforming()
    {
        byte[] message1 = Psk.M1().WithSequence(77);
        return Psk.Association().Add(message1).AddAcked(message1.AsRetry()).AddAcked(Psk.M2()).AddAcked(Psk.M3()).AddAcked(Psk.M4());
    }
}
