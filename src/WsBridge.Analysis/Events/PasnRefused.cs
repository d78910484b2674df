using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>The AP has refused PASN, which is no part of any association.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct PasnRefused(StoredFrame Frame, Association Association) : IAssociationEvent;
