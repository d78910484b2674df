using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>The AP sends a STA away that it has asked to move before.</summary>
/// <param name="Frame">The Deauthentication or Disassociation.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="Reason">Reason code; null when it is encrypted.</param>
/// <param name="Request">The request to move.</param>
internal readonly record struct SteeredAway(StoredFrame Frame, Association Association, ushort? Reason, SteeringRequest Request)
    : IAssociationEvent;
