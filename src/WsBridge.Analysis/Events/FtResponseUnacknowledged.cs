using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>
/// The FT response, of status 0 and over the air, was sent again and again and never acknowledged, and no Reassociation Request has
/// followed.
/// </summary>
/// <param name="Frame">A frame of the BSS a second later.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct FtResponseUnacknowledged(StoredFrame Frame, Association Association) : IAssociationEvent;
