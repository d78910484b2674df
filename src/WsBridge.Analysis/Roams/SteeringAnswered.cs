using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>A BSS Transition Management Response.</summary>
/// <param name="Frame">The response.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="Request">The request that it answers; null when that was not captured.</param>
internal readonly record struct SteeringAnswered(StoredFrame Frame, Association Association, SteeringRequest? Request) : IAssociationEvent;
