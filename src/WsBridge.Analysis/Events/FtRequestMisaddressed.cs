using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>FT Request action frame to an AP that it cannot be for, or of another STA: it begins no exchange.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the AP through which the frame travels.</param>
internal readonly record struct FtRequestMisaddressed(StoredFrame Frame, Association Association) : IAssociationEvent;
