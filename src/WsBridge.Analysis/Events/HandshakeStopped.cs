using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>The 4-way handshake is known to have failed.</summary>
/// <param name="Frame">The frame where that became clear.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="End">How it ended.</param>
/// <param name="Ending">The Deauthentication or Disassociation that ended it; null where something else did.</param>
internal readonly record struct HandshakeStopped(
    StoredFrame Frame, Association Association, HandshakeEnd End, Ending? Ending) : IEndingEvent;
