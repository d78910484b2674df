using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>A Protected EHT Action frame about the links of a multi-link association, which a known key has decrypted.</summary>
/// <param name="Frame">The frame in the clear.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="FromAp">The AP sent it.</param>
/// <param name="Asked">The request that it answers; null for another frame, or where that was not captured.</param>
/// <param name="Changes">What it decides of links; mostly none.</param>
internal readonly record struct LinkActionReceived(
    StoredFrame Frame, Association Association, bool FromAp, StoredFrame? Asked, IReadOnlyList<LinkChange> Changes) : IAssociationEvent;
