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
    /// <summary>
    /// The message that it seemed to prevent was sent all the same: it crossed the frame, and nothing can be said to be missing.
    /// </summary>
    public bool IsCrossed => Handshake is { } end && end.Stage != end.Handshake.Stage;

    /// <summary>How often the same side has sent another one since, in frames of its own.</summary>
    internal int Repeated { get; set; }
}
