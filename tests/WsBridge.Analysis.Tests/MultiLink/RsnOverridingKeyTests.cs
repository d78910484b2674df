using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tracking;
using WsBridge.Testing;
using Captured = WsBridge.Testing.Recording;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>With RSN overriding the RSNXE that decides on the KDK is the one that the client selects.</summary>
[TestFixture]
internal sealed class RsnOverridingKeyTests
{
    private const string Pmk = "06c4021160b73c7f7ca682adc5105bc3eae1a52dfaf6d5cd6cc2e7bf74b5f858";

    private static IReadOnlyList<AirFrame> Recorded =>
        AirFrame.Of(Captured.Read(Path.Combine(RepositoryPaths.Captures, "hwsim", "rsn_override_kdk_secure_ltf.pcapng")));

    [Test]
    public void Secure_LTF_in_the_RSNXE_Override_makes_a_KDK()
    {
        List<MicState> mics = [];

        Analyze(Recorded, facts => AddMic(facts, mics));

        Assert.That(mics, Is.EqualTo(new[] { MicState.Valid, MicState.Valid, MicState.Valid }));
    }

    [Test]
    public void A_client_that_derives_it_is_not_accused_where_the_AP_did_not_go_on()
    {
        // Without frames 32 to 47 the capture ends after message 2.
        Analyzed analyzed = Analyze(Recorded.Where(frame => frame.Number is < 32 or > 47));

        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Has.None.StartsWith("mic-h-"));
    }

    private static void AddMic(FrameFacts facts, List<MicState> mics)
    {
        if (facts.HandshakeMessage > 1)
        {
            mics.Add(facts.Mic);
        }
    }

    private static Analyzed Analyze(IEnumerable<AirFrame> frames, Action<FrameFacts>? onFact = null)
    {
        using var keys = new KeyTable([new KnownKey(KeyKind.Pmk, Convert.FromHexString(Pmk), "keys.txt, line 1", KeyBinding.None)]);
        return Analyzed.Octets(AirFrame.ToRecording("overriding", frames).ToArray(), keys, onFact);
    }
}
