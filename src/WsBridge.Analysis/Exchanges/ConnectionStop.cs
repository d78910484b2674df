using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>How an association attempt ended before its 4-way handshake began.</summary>
/// <param name="Pending">How far it had come.</param>
/// <param name="By">What ended it.</param>
/// <param name="Frame">The frame where that became clear.</param>
/// <param name="Reason">Reason code, when ended by Deauthentication or Disassociation in the clear.</param>
/// <param name="Elsewhere">The STA started over at another BSS.</param>
/// <param name="WasHeard">The side that owes the next frame was heard after the question, or acknowledged it.</param>
/// <param name="IsAgain">Message 1 was missing in the attempt before too, which ended over it or where the client left.</param>
internal sealed record ConnectionStop(
    PendingConnection Pending, ConnectionStoppedBy By, StoredFrame Frame, ushort? Reason, bool Elsewhere, bool WasHeard, bool IsAgain)
{
    /// <summary>A client that starts over or leaves so soon has not waited for message 1.</summary>
    private const double PatienceMilliseconds = 1000;

    /// <summary>Later than this the end need have nothing to do with the handshake, which the monitor may not have heard at all.</summary>
    private const double LongestWaitMilliseconds = 15_000;

    /// <summary>What comes so soon is the answer; later it may follow one that was not captured.</summary>
    private const double AtOnceMilliseconds = 200;

    /// <summary>Until when nothing had come, in microseconds since the Unix epoch.</summary>
    public required long Until { get; init; }

    /// <summary>
    /// The other side was in reach and did not go on, as far as a capture can tell: the question was put again, or the AP ended it. A
    /// single answer that the monitor missed, be it a refusal, looks like a single question without one. After the AP's acceptance it is
    /// enough that the client waits for a second and then starts over, or ends it for another reason than that it leaves: who leaves may
    /// have been served all the time, unless it is not the first time. A forged frame is nobody's answer.
    /// </summary>
    public bool IsCertain => WasHeard && !IsForged && Pending.Step switch
    {
        ConnectionStep.Message1 => By switch
        {
            ConnectionStoppedBy.Ap => !SendsEverybodyAway && (Waited <= LongestWaitMilliseconds || IsOverTheHandshake),
            ConnectionStoppedBy.Sta => HasWaited && (IsAgain || !IsLeaving),
            ConnectionStoppedBy.NewAttempt => HasWaited && !Elsewhere,
            _ => IsAgain,
        },
        ConnectionStep.Eap or ConnectionStep.SaeConfirmed =>
            Pending.Times >= 2 || (!SendsEverybodyAway && By is not (ConnectionStoppedBy.Silence or ConnectionStoppedBy.CaptureEnd)),
        ConnectionStep.SaeGroup or ConnectionStep.OweGroup or ConnectionStep.EppkeGroup => true, // refused
        _ => Pending.Times >= 3 || (Pending.Times == 2 && HasWaited) || IsAnsweredByEnd,
    };

    /// <summary>The AP ended it at once: Deauthentication or Disassociation is its answer.</summary>
    public bool IsAnsweredByEnd =>
        By == ConnectionStoppedBy.Ap && !SendsEverybodyAway && !IsForged && WaitedSinceLast < AtOnceMilliseconds;

    /// <summary>Another transmitter than it names has sent the frame that ended it.</summary>
    public bool IsForged => By is ConnectionStoppedBy.Ap or ConnectionStoppedBy.Sta && Frame.IsForged;

    /// <summary>The AP ends it for a reason of its own: it leaves (reasons 3 and 8), or sends all its STAs away.</summary>
    public bool SendsEverybodyAway => By == ConnectionStoppedBy.Ap && (Reason is 3 or 8 || Frame.Header.Ra is { IsGroup: true });

    /// <summary>The client says that it leaves, for reasons of its own: 3, 8, 36.</summary>
    public bool IsLeaving => By == ConnectionStoppedBy.Sta && Reason is 3 or 8 or 36;

    /// <summary>The client has waited for message 1 in vain, as far as the capture shows.</summary>
    public bool HasNoMessage1 =>
        Pending.Step == ConnectionStep.Message1 && (IsCertain || (IsLeaving && HasWaited && WasHeard && !IsForged));

    /// <summary>The reason is one of authentication and keys: 2, 6, 7, 15, 23.</summary>
    private bool IsOverTheHandshake => Reason is 2 or 6 or 7 or 15 or 23;

    /// <summary>A second or more went by.</summary>
    public bool HasWaited => Waited >= PatienceMilliseconds;

    /// <summary>Milliseconds from the first question to the end.</summary>
    public double Waited => (Until - Pending.First.Ref.TimeMicroseconds) / 1000.0;

    /// <summary>Milliseconds from the latest question to the end.</summary>
    public double WaitedSinceLast => (Until - Pending.Last.Ref.TimeMicroseconds) / 1000.0;

    /// <summary>What ended it, as the second half of a sentence.</summary>
    public string Words => By switch
    {
        ConnectionStoppedBy.Ap when IsForged => $"{FrameWords}, in the AP's name ended the attempt",
        ConnectionStoppedBy.Sta when IsForged => $"{FrameWords}, in the client's name ended the attempt",
        ConnectionStoppedBy.Ap => $"the AP ended the attempt with {FrameWords}",
        ConnectionStoppedBy.Sta => $"the client ended the attempt with {FrameWords}",
        ConnectionStoppedBy.NewAttempt => Elsewhere ? "the client went to another AP" : "the client started over",
        ConnectionStoppedBy.CaptureEnd => "the capture ended",
        _ => "nothing followed",
    };

    /// <summary>The frame that ended it, with its reason.</summary>
    public string FrameWords => $"{FrameName}, reason {ReasonText}";

    private string FrameName => Frame.Kind == FrameKind.Disassociation ? "Disassociation" : "Deauthentication";

    private string ReasonText => Reason is { } reason ? ReasonCodes.Describe(reason) : "not readable";
}

/// <summary>What ended an association attempt before its 4-way handshake.</summary>
internal enum ConnectionStoppedBy
{
    /// <summary>Deauthentication or Disassociation by the AP.</summary>
    Ap,

    /// <summary>The same by the STA.</summary>
    Sta,

    /// <summary>The STA began another attempt, here or at another BSS.</summary>
    NewAttempt,

    /// <summary>Nothing came for long.</summary>
    Silence,

    /// <summary>The capture ended.</summary>
    CaptureEnd,
}
