using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>SA Query between the two, decrypted with a known key.</summary>
/// <param name="Frame">The frame that shows it, in the clear.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="FromAp">The AP sent it.</param>
/// <param name="IsResponse">It is the response.</param>
internal readonly record struct SaQueryReceived(StoredFrame Frame, Association Association, bool FromAp, bool IsResponse)
    : IAssociationEvent;
