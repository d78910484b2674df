using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>EAPOL-Start by the STA.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct EapolStartReceived(StoredFrame Frame, Association Association) : IAssociationEvent;
