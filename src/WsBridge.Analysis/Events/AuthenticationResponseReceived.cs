using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>Authentication frame of the AP, of another algorithm than FT.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct AuthenticationResponseReceived(StoredFrame Frame, Association Association) : IAssociationEvent;
