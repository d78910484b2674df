using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A Deauthentication or Disassociation that somebody else than its transmitter address says seems to have sent.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="SequenceBefore">That of the transmitter's management frame before it; null when none was captured shortly before.</param>
/// <param name="SequenceAfter">That of the one after it; null when none was captured shortly after.</param>
/// <param name="IsOutOfRun">Its sequence number does not fit between those.</param>
/// <param name="SignalDbm">How strongly it was received; null when the capture does not say.</param>
/// <param name="WeakestDbm">The weakest of the transmitter's other frames around it.</param>
/// <param name="StrongestDbm">The strongest of them.</param>
/// <param name="GoesOn">The transmitter goes on with the exchange that it seemed to end.</param>
/// <param name="IsOfPair">Another one in the other direction has the number before or after it: one transmitter sent both.</param>
public sealed record Forgery(StoredFrame Frame, int Sequence, int? SequenceBefore, int? SequenceAfter, bool IsOutOfRun, int? SignalDbm,
    int WeakestDbm, int StrongestDbm, bool GoesOn, bool IsOfPair)
{
    /// <summary>A radio's signal varies by less from one frame to the next, in dB.</summary>
    internal const int MaxDifferenceDb = 10;

    /// <summary>How far its signal is outside of the range of the other frames, in dB; 0 within it or when nothing is known.</summary>
    public int SignalDifferenceDb =>
        SignalDbm is { } dbm && StrongestDbm >= WeakestDbm ? Math.Max(0, Math.Max(dbm - StrongestDbm, WeakestDbm - dbm)) : 0;

    /// <summary>The signal is another transmitter's.</summary>
    public bool IsOfOtherSignal => SignalDifferenceDb > MaxDifferenceDb;

    /// <summary>
    /// Two signs, or one of them where the transmitter goes on as if it had sent nothing. Drivers may count such frames apart from others,
    /// so that a sequence number alone counts only where the numbers around it are known.
    /// </summary>
    public bool IsLikely =>
        (IsOutOfRun && (IsOfOtherSignal || IsOfPair)) || (IsOfOtherSignal && GoesOn)
        || (IsOutOfRun && GoesOn && SequenceBefore is not null && SequenceAfter is not null);
}
