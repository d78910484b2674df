using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>A broadcast of the AP has ended an association in which nothing ran.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct SentAway(StoredFrame Frame, Association Association) : IAssociationEvent;
