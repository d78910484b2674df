using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// A Deauthentication or Disassociation in the middle of an attempt. Whether it ended anything, later frames tell: a forged one is
/// followed by the next message all the same, so that it is judged only when the STA starts over, is silent, or the capture ends.
/// </summary>
/// <param name="Frame">The frame.</param>
/// <param name="ByAp">It bears the address of the AP as transmitter, else that of the STA.</param>
/// <param name="Reason">Reason code; null when it is encrypted.</param>
/// <param name="Handshake">How it ended the handshake that ran; null when none did.</param>
public sealed record Ending(StoredFrame Frame, bool ByAp, ushort? Reason, HandshakeEnd? Handshake)
{
    /// <summary>Frames that were queued before a Deauthentication are sent this soon after it.</summary>
    internal const long QueueMicroseconds = 50_000;

    /// <summary>
    /// The message that it seemed to prevent was sent all the same: it crossed the frame, and nothing can be said to be missing.
    /// </summary>
    public bool IsCrossed => Handshake is { } end && end.Stage != end.Handshake.Stage;

    /// <summary>How often the same side has sent another one since, in frames of its own.</summary>
    internal int Repeated { get; set; }

    /// <summary>The last frame of the attempt before it; null when no attempt ran.</summary>
    internal FrameRef? Before { get; init; }

    /// <summary>The STA has sent something since that nobody sends without keys.</summary>
    internal bool StaHasKeys { get; private set; }

    private bool StaGoesOn { get; set; }

    private bool ApGoesOn { get; set; }

    /// <summary>A frame that nobody sends without keys. What was queued before the end is sent after it all the same.</summary>
    /// <param name="time">When it came, in microseconds since the Unix epoch.</param>
    /// <param name="fromAp">Its direction.</param>
    /// <returns>Both sides have gone on with such frames: nothing was ended.</returns>
    internal bool IsDisproved(long time, bool fromAp)
    {
        long after = time - Frame.Ref.TimeMicroseconds;
        StaHasKeys |= after > 0 && !fromAp;
        StaGoesOn |= after > QueueMicroseconds && !fromAp;
        ApGoesOn |= after > QueueMicroseconds && fromAp;
        return StaGoesOn && ApGoesOn;
    }
}
