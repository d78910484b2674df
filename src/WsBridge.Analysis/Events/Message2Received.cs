using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>Message 2 of the 4-way handshake.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
/// <param name="Handshake">The handshake, with this message.</param>
/// <param name="Message">The message.</param>
/// <param name="History">What the capture has shown so far.</param>
internal readonly record struct Message2Received(
    StoredFrame Frame, Association Association, Handshake Handshake, HandshakeFrame Message, CaptureHistory History) : IAssociationEvent
{
    /// <summary>What the known keys tell of the association; null when none are known.</summary>
    public ExchangeKeys? Keys => Association.Keys;
}
