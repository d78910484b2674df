using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>An EAPOL-Key frame of the group key handshake, or another one that is none of the 4-way handshake.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="Message">The message.</param>
/// <param name="FromAp">The AP sent it.</param>
internal readonly record struct GroupMessageReceived(
    StoredFrame Frame, Association Association, HandshakeFrame Message, bool FromAp) : IAssociationEvent
{
    /// <summary>What the known keys tell of the association; null when none are known.</summary>
    public ExchangeKeys? Keys => Association.Keys;
}
