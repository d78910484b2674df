using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>BSS Transition Management Request to the STA, in the clear.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct BtmRequestReceived(StoredFrame Frame, Association Association) : IAssociationEvent;
