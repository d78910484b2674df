using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>Association or Reassociation Request.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="History">What the capture has shown so far.</param>
internal readonly record struct AssociationRequestReceived(
    StoredFrame Frame, Association Association, CaptureHistory History) : IAssociationEvent;
