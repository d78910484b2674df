using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>A Deauthentication or Disassociation is known to have ended an attempt in which no answer of a handshake was missing.</summary>
/// <param name="Frame">The frame where that became clear, perhaps a later one.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="Ending">What ended it.</param>
internal readonly record struct AttemptEnded(StoredFrame Frame, Association Association, Ending Ending) : IEndingEvent;
