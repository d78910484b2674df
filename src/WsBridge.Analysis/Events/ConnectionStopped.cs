using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>An association attempt has stopped before its 4-way handshake.</summary>
/// <param name="Frame">The frame where that became clear, at the end of a capture the last one that was not answered.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="Stop">How far it came, and what ended it.</param>
/// <param name="Ending">The Deauthentication or Disassociation that ended it; null where something else did.</param>
/// <param name="History">What the capture has shown so far.</param>
internal readonly record struct ConnectionStopped(
    StoredFrame Frame, Association Association, ConnectionStop Stop, Ending? Ending, CaptureHistory History) : IEndingEvent;
