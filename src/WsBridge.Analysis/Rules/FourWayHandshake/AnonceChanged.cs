using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>The AP changes its ANonce inside one handshake.</summary>
/// <remarks>
/// A new association, which the capture may have missed, has a new ANonce by right. So only what follows shortly is compared, in the
/// first handshake of an association whose request and response were captured.
/// </remarks>
internal sealed class AnonceChanged : IRule<Message1Received>, IRule<Message3Received>
{
    /// <summary>APs repeat message 1 after 1 s, some after 2 s.</summary>
    private const double LongestRetryMilliseconds = 3_000;

    private const double LongestAnswerMilliseconds = 500;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-011", "anonce-changed", Severity.Error, ExpertGroup.Security, Fault.Ap,
        "The AP changed its ANonce inside one 4-way handshake.")
    {
        Milder = [Severity.Warn],
        Clause = Clauses.Message3,
        Explanation = """
            All transmissions of message 1 and message 3 carry one ANonce.
            An error when message 3 has one that no message 1 had: the client computed its PTK with another ANonce and must discard message
            3.
            A warning when a repeated message 1 has a new one, because a message 2 that crosses it fails.
            A second transmitter with the AP's address looks the same.
            Checked only in the first handshake after a captured association, within the time of a retry.
            """,
        Implementations = "hostapd keeps the ANonce. wpa_supplicant drops such a message 3 and disconnects with reason 1; iwd ignores it.",
        Next = """
            Report it to the AP vendor; compare the signal strength of both frames to see whether they come from one transmitter.
            """,
        Values = [("anonce", "ANonce of the frame in hexadecimal"), ("before", "ANonce of the earlier message 1 in hexadecimal")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        if (IsOfCapturedAssociation(e.Association, e.Handshake, e.Message))
        {
            CheckRetry(e.Handshake, e.Message, report);
        }
    }

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        if (IsOfCapturedAssociation(e.Association, e.Handshake, e.Message))
        {
            CheckM3(e.Handshake, e.Message, report);
        }
    }

    private static bool IsOfCapturedAssociation(Association association, Handshake handshake, HandshakeFrame message) =>
        association is
        {
            HandshakeCount: 1, HasRestarted: false, Request: not null, Response: { } response,
            ResponseStatus: StatusCodes.Success
        }
        && handshake.M1.Count > 0 && message.Key.HasNonZeroNonce && response.Ref.Id <= handshake.M1[0].Frame.Ref.Id;

    private void CheckRetry(Handshake handshake, HandshakeFrame message, in Report report)
    {
        if (handshake is not { M3.Count: 0, M1: [.., var before, _] } || before.Key.Nonce.SequenceEqual(message.Key.Nonce)
            || message.ReplayCounter <= before.ReplayCounter
            || message.Frame.MillisecondsSince(before.Frame) > LongestRetryMilliseconds)
        {
            return;
        }

        for (int i = 1; i < handshake.M1.Count - 1; i++)
        {
            if (!handshake.M1[i].Key.Nonce.SequenceEqual(handshake.M1[0].Key.Nonce))
            {
                return; // said before
            }
        }

        Report(report, message, before, Severity.Warn, $"The repeated message 1 has ANonce "
            + $"{ShortHex.Of(message.Key.Nonce, before.Key.Nonce)}; the one {message.Frame.MillisecondsSince(before.Frame):0} ms earlier "
            + $"had {ShortHex.Of(before.Key.Nonce, message.Key.Nonce)}.");
    }

    private void CheckM3(Handshake handshake, HandshakeFrame message, in Report report)
    {
        if (handshake is not { M3.Count: 1, M2: [.., var answer] }
            || message.Frame.MillisecondsSince(answer.Frame) > LongestAnswerMilliseconds)
        {
            return;
        }

        HandshakeFrame? answered = null;
        for (int i = 0; i < handshake.M1.Count; i++)
        {
            HandshakeFrame message1 = handshake.M1[i];
            if (message1.Key.Nonce.SequenceEqual(message.Key.Nonce))
            {
                return;
            }

            answered = message1.ReplayCounter == answer.ReplayCounter ? message1 : answered;
        }

        if (answered is not null && message.ReplayCounter > answered.ReplayCounter)
        {
            Report(report, message, answered, Severity.Error, $"Message 3 has ANonce {ShortHex.Of(message.Key.Nonce, answered.Key.Nonce)}; "
                + $"message 1 had {ShortHex.Of(answered.Key.Nonce, message.Key.Nonce)}. The client must discard message 3.");
        }
    }

    private void Report(in Report report, HandshakeFrame message, HandshakeFrame before, Severity severity, string text) =>
        report.Add(Info, text, new Detail
        {
            Severity = severity,
            Octets = (message.EapolOffset + EapolKey.NonceOffset, message.Key.Nonce.Length),
            Related = [new RelatedFrame(before.Frame.Ref, "message 1 with the other ANonce")],
            Values =
            [
                FindingValue.Of("anonce", Convert.ToHexStringLower(message.Key.Nonce)),
                FindingValue.Of("before", Convert.ToHexStringLower(before.Key.Nonce)),
            ],
        });
}
