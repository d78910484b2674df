using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Verdicts;

/// <summary>A 4-way handshake has failed, and it is known what the keys tell of it.</summary>
/// <param name="Frame">The frame where that became clear, perhaps a later one.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="End">How it ended.</param>
/// <param name="Verdict">Who is right over keys; null where no MIC has a part in it.</param>
internal readonly record struct HandshakeFailed(StoredFrame Frame, Association Association, HandshakeEnd End, Verdict? Verdict)
    : IAssociationEvent
{
    /// <summary>What the known keys tell of the association; null when none are known.</summary>
    public ExchangeKeys? Keys => Association.Keys;
}
