using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>EAP-Failure by the AP before there were keys.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="Exchange">The EAP exchange that has failed.</param>
internal readonly record struct EapFailureReceived(StoredFrame Frame, Association Association, EapExchange Exchange) : IAssociationEvent;
