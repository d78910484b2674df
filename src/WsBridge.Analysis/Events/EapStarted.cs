using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>The first EAP packet of an association.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="FromAp">The AP sent it.</param>
internal readonly record struct EapStarted(StoredFrame Frame, Association Association, bool FromAp) : IAssociationEvent;
