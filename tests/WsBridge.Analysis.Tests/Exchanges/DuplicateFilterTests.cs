using WsBridge.Analysis.Intake;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Exchanges;

/// <summary>A repetition has the same octets, but for those that are of the moment.</summary>
[TestFixture]
internal sealed class DuplicateFilterTests
{
    private static readonly byte[] s_request = new Typical(2).AssocRequest().WithSequence(7);
    private static readonly byte[] s_probeResponse = Frame.ProbeResponse(Typical.Sta, Typical.Ap, MakeElement.Ssid("a")).WithSequence(7);
    private static readonly byte[] s_encrypted = Encrypted(Frame.Deauthentication(Typical.Sta, Typical.Ap, reason: 3).WithSequence(7));

    [Test]
    public void The_same_octets_with_Retry_are_a_repetition() => Assert.That(IsRepetition(s_request, s_request.AsRetry()), Is.True);

    [Test]
    public void The_same_octets_with_Retry_much_later_are_another_attempt_of_who_numbers_anew() =>
        Assert.That(IsRepetition(s_request, s_request.AsRetry(), afterMicroseconds: 600_000), Is.False);

    [Test]
    public void Other_octets_with_Retry_and_the_same_sequence_number_are_a_frame_of_their_own() =>
        Assert.That(IsRepetition(s_request, Changed(s_request, ^1).AsRetry()), Is.False);

    [Test]
    public void Duration_power_management_and_more_data_may_differ()
    {
        byte[] again = s_request.AsRetry();
        again[1] |= 0x30;
        again[2] = 0x3A;

        Assert.That(IsRepetition(s_request, again), Is.True);
    }

    [Test]
    public void The_queue_size_of_QoS_Control_may_differ()
    {
        byte[] data = Frame.Eapol(Typical.Sta, Typical.Ap, false, [1, 1, 0, 0]).WithSequence(7);

        Assert.That(IsRepetition(data, Changed(data, 25).AsRetry()), Is.True);
    }

    [Test]
    public void A_repeated_probe_response_has_another_timestamp()
    {
        Assert.That(IsRepetition(s_probeResponse, Changed(s_probeResponse, 24).AsRetry()), Is.True);
        Assert.That(IsRepetition(s_probeResponse, Changed(s_probeResponse, ^1).AsRetry()), Is.False);
    }

    [Test]
    public void An_encrypted_frame_may_be_encrypted_anew() =>
        Assert.That(IsRepetition(s_encrypted, Changed(s_encrypted, ^1).AsRetry()), Is.True);

    [Test]
    public void Without_Retry_the_same_octets_at_the_same_moment_are_a_copy()
    {
        Assert.That(IsRepetition(s_request, s_request), Is.True);
        Assert.That(IsRepetition(s_request, s_request, afterMicroseconds: 500_000), Is.False);
    }

    private static byte[] Encrypted(byte[] frame)
    {
        byte[] copy = [.. frame];
        copy[1] |= 0x40; // Protected Frame
        return copy;
    }

    private static byte[] Changed(byte[] frame, Index at)
    {
        byte[] changed = [.. frame];
        changed[at] ^= 0x40;
        return changed;
    }

    private static bool IsRepetition(byte[] first, byte[] second, long afterMicroseconds = 2_000)
    {
        using var analysis = new WifiAnalysis(RuleCatalog.All, new Analyzed());
        Assert.That(IsTaken(first, 1, 0), Is.True);
        return !IsTaken(second, 2, afterMicroseconds);

        bool IsTaken(byte[] octets, long id, long time)
        {
            var frame = new Sdk.Frame { Id = id, TimeMicroseconds = time, LinkType = 105, Octets = octets, OriginalLength = octets.Length };
            return analysis.Intake.TryTake(frame, out HeardFrame heard) && heard.Size > 0;
        }
    }
}
