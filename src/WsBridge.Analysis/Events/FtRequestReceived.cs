using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>FT Authentication request (algorithm 2, transaction 1) or FT Request action frame.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct FtRequestReceived(StoredFrame Frame, Association Association) : IAssociationEvent
{
    /// <summary>What the known keys tell of the association; null when none are known.</summary>
    public ExchangeKeys? Keys => Association.Keys;
}
