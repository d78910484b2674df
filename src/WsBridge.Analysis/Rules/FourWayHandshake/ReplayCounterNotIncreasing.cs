using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>The AP sends an EAPOL-Key frame with a replay counter that is not higher than the one before.</summary>
/// <remarks>
/// A new association, which the capture may have missed, starts anew: only frames of one run are compared (the same ANonce, or protected
/// ones shortly after each other). Frames of a rekey that are encrypted cannot be seen; they only make the counter higher.
/// </remarks>
internal sealed class ReplayCounterNotIncreasing : IRule<Message1Received>, IRule<Message3Received>, IRule<GroupMessageReceived>
{
    private const double ShortlyAfterMilliseconds = 10_000;

    /// <summary>Two sensors, or a driver that sends once more, give the same octets within this time.</summary>
    private const double CopyMilliseconds = 100;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-018", "replay-counter-not-increasing", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "The AP reused an EAPOL-Key replay counter.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.EapolKeyFrames,
        Explanation = """
            Each EAPOL-Key frame from the AP has a higher Key Replay Counter than the one before; a client silently drops others once it
            has verified a MIC.
            A message 1 that is repeated octet by octet is only a note, because clients answer it.
            Retries (Retry bit) and frames of an association whose start was not captured are not checked.
            """,
        Implementations = """
            hostapd raises the counter for every transmission. wpa_supplicant drops frames whose counter is not above the last one with a
            valid MIC.
            """,
        Next = """
            Check whether the client answers.
            If it does not, report it to the AP vendor; also look for a second transmitter with the AP's address.
            """,
        Values = [("replay_counter", "Key Replay Counter"), ("before", "Key Replay Counter of the frame before")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report) => Check(e.Association, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report) => Check(e.Association, e.Message, report);

    /// <inheritdoc/>
    public void Check(in GroupMessageReceived e, in Report report)
    {
        if (e.FromAp)
        {
            Check(e.Association, e.Message, report);
        }
    }

    private void Check(Association association, HandshakeFrame now, in Report report)
    {
        if (association is not { LastFromAp: { } before } || now.ReplayCounter > before.ReplayCounter)
        {
            return;
        }

        EapolKey key = now.Key;
        if (!key.Information.Ack || key.Information.Request || !IsSameRun(before, now) || IsCopy(before, now)
            || IsCopyOfAny(association.Handshake, now))
        {
            return;
        }

        bool isRepeatedM1 = now.Number == 1 && key.Octets.SequenceEqual(before.Key.Octets);
        report.Add(Info, $"The AP sent {Words(now)} with replay counter {now.ReplayCounter} after {Words(before)} with "
            + $"{before.ReplayCounter}; it must increase.", new Detail
            {
                Severity = isRepeatedM1 ? Severity.Note : Severity.Warn,
                Octets = (now.EapolOffset + EapolKey.ReplayCounterOffset, 8),
                Related = [new RelatedFrame(before.Frame.Ref, $"{Words(before)} before it")],
                Values = [FindingValue.Of("replay_counter", now.ReplayCounter), FindingValue.Of("before", before.ReplayCounter)],
            });
    }

    /// <summary>A message 3 with another ANonce than the message 1 before it belongs to another one: somebody else sent that.</summary>
    private static bool IsSameRun(HandshakeFrame before, HandshakeFrame now)
    {
        EapolKey key = now.Key;
        if (now.Number == 3 && before.Number > 0)
        {
            return key.Nonce.SequenceEqual(before.Key.Nonce);
        }

        return (now.Number > 0 && before.Number > 0 && key.HasNonZeroNonce && key.Nonce.SequenceEqual(before.Key.Nonce))
            || (key.Information.Secure && now.Frame.MillisecondsSince(before.Frame) <= ShortlyAfterMilliseconds);
    }

    private static bool IsCopyOfAny(Handshake? handshake, HandshakeFrame now)
    {
        if (handshake is null || now.Number == 0)
        {
            return false;
        }

        foreach (HandshakeFrame other in now.Number == 1 ? handshake.M1 : handshake.M3)
        {
            if (other != now && IsCopy(other, now))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCopy(HandshakeFrame other, HandshakeFrame now) =>
        other.Key.Octets.SequenceEqual(now.Key.Octets)
        && (other.Frame.Header.SequenceNumber == now.Frame.Header.SequenceNumber
        || Math.Abs(now.Frame.MillisecondsSince(other.Frame)) <= CopyMilliseconds);

    private static string Words(HandshakeFrame message) => message.Number == 0 ? "a group message" : $"message {message.Number}";
}
