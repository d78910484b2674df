using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>A frame that shows an earlier Deauthentication or Disassociation to be forged.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Bss">The BSS.</param>
/// <param name="Association">The STA at the BSS; null where the forged frame is a broadcast.</param>
/// <param name="Forgery">What tells that it is forged.</param>
internal readonly record struct ForgeryShown(
    StoredFrame Frame, Bss Bss, Association? Association, Forgery Forgery) : IExchangeEvent;
