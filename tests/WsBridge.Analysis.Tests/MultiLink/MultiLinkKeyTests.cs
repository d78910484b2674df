using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;
using Captured = WsBridge.Testing.Recording;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>Keys over links: made with MLD addresses; a client that takes others is found out.</summary>
[TestFixture]
internal sealed class MultiLinkKeyTests
{
    private const string Pmk = "cd3e02019a1ed29909ed7bb1958457c9b5aa4f0a11807802c745905d6dd96d4f";
    private const int EapolAt = 34; // QoS Data header and LLC

    private static readonly MacAddress s_client = new(0x02_00_00_00_0A_00);
    private static readonly MacAddress s_clientOnLink0 = new(0x82_7E_92_05_D1_86);
    private static readonly MacAddress s_ap = new(0x02_00_00_00_09_00);
    private static readonly MacAddress s_apOnLink0 = new(0x02_00_00_A3_32_4B);

    private static IReadOnlyList<AirFrame> TwoLinks =>
        AirFrame.Of(Captured.Read(Path.Combine(RepositoryPaths.Captures, "hwsim", "eht_mld_sae_two_links.pcapng")));

    private static KeyTable Keys => new([new KnownKey(KeyKind.Pmk, Convert.FromHexString(Pmk), "keys.txt, line 1", KeyBinding.None)]);

    [TestCase(0, TestName = "whole")]
    [TestCase(35, TestName = "from message 1 on")]
    public void The_MICs_are_right_with_the_MLD_addresses(int from)
    {
        List<MicState> mics = [];

        Analyze(TwoLinks.Where(frame => frame.Number >= from || frame.Kind == FrameKind.Beacon), facts => AddMic(facts, mics));

        Assert.That(mics, Is.EqualTo(new[] { MicState.Valid, MicState.Valid, MicState.Valid }));
    }

    [Test]
    public void A_client_that_takes_link_addresses_is_found_out([Values] bool linkOfSta, [Values] bool linkOfAp)
    {
        (MacAddress sta, MacAddress ap) = (linkOfSta ? s_clientOnLink0 : s_client, linkOfAp ? s_apOnLink0 : s_ap);

        IReadOnlyList<Finding> findings = Analyze(Refused(sta, ap)).Findings;

        Assert.That(
            findings.Where(finding => finding.Rule.Name.StartsWith("mic-h-", StringComparison.Ordinal))
            .Select(finding => $"{finding.Rule.Name} {finding.Fault}: {finding.Message}"),
            linkOfSta || linkOfAp
                ? Has.One.StartsWith($"mic-h-bssid Sta: The MIC of message 2 verifies only with the addresses {sta} and {ap} instead of "
                    + $"{s_client} and {s_ap}")
                : Is.Empty);
    }

    [Test]
    public void An_AP_that_confirmed_the_key_by_SAE_and_drops_a_right_message_2_is_at_fault()
    {
        Roam roam = Analyze(Refused(s_client, s_ap)).Roams.Single();

        Assert.That((roam.Outcome, roam.Fault), Is.EqualTo((RoamOutcome.Failed, (Fault?)Fault.Ap)));
        Assert.That(roam.Verdict, Does.Contain("which the AP itself confirmed by SAE"));
    }

    [Test]
    public void A_key_of_an_MLD_address_is_of_a_client_that_was_heard()
    {
        KnownKey Of(MacAddress sta) => new(KeyKind.Pmk, Convert.FromHexString(Pmk), "keys.txt, line 1", new KeyBinding { Sta = sta });
        MacAddress other = new(0x02_00_00_00_77_00);
        using var keys = new KeyTable([Of(s_client), Of(other)]);

        Analyzed analyzed = Analyzed.Octets(AirFrame.ToRecording("multi-link", TwoLinks).ToArray(), keys);

        Assert.That(analyzed.UnheardStas, Is.EqualTo(new[] { other }));
    }

    private static Analyzed Analyze(IEnumerable<AirFrame> frames, Action<FrameFacts>? onFact = null)
    {
        using KeyTable keys = Keys;
        return Analyzed.Octets(AirFrame.ToRecording("multi-link", frames).ToArray(), keys, onFact);
    }

    private static void AddMic(FrameFacts facts, List<MicState> mics)
    {
        if (facts.HandshakeMessage > 1)
        {
            mics.Add(facts.Mic);
        }
    }

    /// <summary>Message 1 and 2 three times, with a PTK of these addresses, then reason 15.</summary>
    private static IEnumerable<AirFrame> Refused(MacAddress sta, MacAddress ap)
    {
        IReadOnlyList<AirFrame> frames = TwoLinks;
        AirFrame message1 = frames.First(frame => frame.Number == 35);
        AirFrame message2 = frames.First(frame => frame.Number == 37);
        var refused = new List<AirFrame>(frames.Where(frame => frame.Number < 35));
        long time = message1.TimeNanoseconds;
        for (int i = 0; i < 3; i++)
        {
            refused.Add(Again(message1, i, time));
            refused.Add(frames.First(frame => frame.Number == 36) with { TimeNanoseconds = time + 1000 });
            refused.Add(WithMic(Again(message2, i, time + 5_000_000), message1, sta, ap));
            refused.Add(frames.First(frame => frame.Number == 38) with { TimeNanoseconds = time + 5_001_000 });
            time += 1_000_000_000;
        }

        refused.Add(message1 with
        {
            Mac = Testing.Frame.Deauthentication(s_clientOnLink0, s_apOnLink0, 15).WithSequence(99),
            TimeNanoseconds = time,
        });
        return refused;
    }

    /// <summary>The same frame, sent later with the next replay counter.</summary>
    private static AirFrame Again(AirFrame frame, int times, long time)
    {
        byte[] mac = [.. frame.Mac];
        mac[EapolAt + 4 + 1 + 2 + 2 + 7] += (byte)times;
        return frame with { Mac = mac.WithSequence(200 + times), TimeNanoseconds = time };
    }

    private static AirFrame WithMic(AirFrame frame, AirFrame message1, MacAddress sta, MacAddress ap)
    {
        Assert.That(AkmKeys.TryGet(AkmSuite.Rsn(8), 32, 0, out AkmKeys akm), Is.True);
        using var ptk = new Ptk();
        ptk.Derive(akm, 16, Convert.FromHexString(Pmk), ap, sta, Nonce(message1), Nonce(frame), withKdk: false);
        byte[] mac = [.. frame.Mac];
        byte[] mic = new byte[akm.EapolMicLength];
        Assert.That(EapolMic.TryCompute(akm.EapolMic, ptk.Kck, mac.AsSpan(EapolAt), mic), Is.True);
        mic.CopyTo(mac.AsSpan(EapolAt + EapolKey.MicOffset));
        return frame with { Mac = mac };
    }

    private static ReadOnlySpan<byte> Nonce(AirFrame frame) => frame.Mac.AsSpan(EapolAt + 17, 32);
}
