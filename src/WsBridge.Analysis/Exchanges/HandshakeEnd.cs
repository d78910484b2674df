using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>How a handshake failed, and how sure the capture is of it.</summary>
/// <param name="Handshake">The handshake.</param>
/// <param name="By">What ended it.</param>
/// <param name="Frame">What ended it: the deauthentication, the new attempt, any frame of the BSS after the silence, or the last message
/// where the capture ends.</param>
/// <param name="Reason">Reason code, when ended by Deauthentication or Disassociation in the clear.</param>
/// <param name="WasHeard">The side whose answer is missing was heard around the time it was due.</param>
public sealed record HandshakeEnd(Handshake Handshake, HandshakeEndedBy By, StoredFrame Frame, ushort? Reason, bool WasHeard)
{
    /// <summary>How far the handshake had come by then; a message that crossed the deauthentication does not change it.</summary>
    public HandshakeStage Stage { get; } = Handshake.Stage;

    /// <summary>The latest message by then.</summary>
    public HandshakeFrame Last { get; } = Handshake.Last;

    /// <summary>What is said of a forged end.</summary>
    internal const string ForgedWords =
        "(That frame appears to be forged: another transmitter sent it.)";

    private const ushort TimeoutReason = 15;

    /// <summary>APs repeat message 3 after 0.1 to 1 s, at the latest after 2 s.</summary>
    private const double RetryMilliseconds = 2_000;

    /// <summary>
    /// A frame of the side whose answer is missing, sent after the question, that could not be read: it may be the answer. Null when there
    /// is none.
    /// </summary>
    public StoredFrame? Unread { get; init; }

    /// <summary>
    /// The answer was never sent, as far as a capture can tell: its sender was heard, and either the other side ended the association over
    /// it or asked again. A single frame that a monitor missed looks the same otherwise, and then the handshake may well have completed.
    /// A forged frame is nobody's answer.
    /// </summary>
    public bool IsCertain => WasHeard && Unread is null && By switch
    {
        HandshakeEndedBy.Ap => !AnswersNothing && !MayHaveCompleted && !IsForged,
        HandshakeEndedBy.Sta => !(IsLeaving || IsForged) || Asked >= 2,
        HandshakeEndedBy.NewAttempt => Asked >= 2,
        HandshakeEndedBy.Silence => Asked >= 3,
        _ => false,
    };

    /// <summary>
    /// The STA leaves because its user or its supplicant wants to (reasons 3, 8 and 36), or by an encrypted frame, for which it must have
    /// got its keys: nobody refused anything.
    /// </summary>
    public bool IsLeaving => By == HandshakeEndedBy.Sta && Reason is (null or 3 or 8 or 36);

    /// <summary>Another transmitter than it names has sent the frame that ended it.</summary>
    internal bool IsForged => IsByFrame && Frame.IsForged;

    /// <summary>By Deauthentication or Disassociation.</summary>
    internal bool IsByFrame => By is HandshakeEndedBy.Ap or HandshakeEndedBy.Sta;

    /// <summary>How often the unanswered question was put.</summary>
    internal int Asked => Stage == HandshakeStage.Message3Unanswered ? Handshake.M3.Count : Handshake.M1.Count;

    /// <summary>The AP sent it to everybody: it restarts, or its radio does. That is no answer to what this STA has sent.</summary>
    public bool IsBroadcast => By == HandshakeEndedBy.Ap && Frame.Header.Ra.IsGroup;

    /// <summary>Sent to everybody before anything was asked twice: nothing tells that an answer would not have come.</summary>
    internal bool AnswersNothing => IsBroadcast && Asked < 2;

    /// <summary>
    /// An AP that misses message 2 repeats message 1, one that misses message 4 repeats message 3. One that did not, and ends the
    /// association much later for a reason that is none of keys or timeouts, may well have gone on: the monitor missed the rest.
    /// </summary>
    internal bool MayHaveCompleted => By == HandshakeEndedBy.Ap && MillisecondsAfterLast > RetryMilliseconds && Stage switch
    {
        HandshakeStage.Message3Unanswered => Asked == 1 && Reason != TimeoutReason,
        HandshakeStage.Message2Unanswered => Asked <= 1 && Handshake.M2.Count == 1 && Reason is 3 or 4 or 5 or 6 or 7 or 8,
        _ => false,
    };

    /// <summary>Milliseconds from the last message to the end.</summary>
    public double MillisecondsAfterLast => Frame.MillisecondsSince(Last.Frame);

    /// <summary>The reason as people read it: <c>reason 2 (…)</c>.</summary>
    public string ReasonText =>
        Reason is { } reason ? $"reason {ReasonCodes.Describe(reason)}" : "an encrypted frame (reason not readable)";
}
