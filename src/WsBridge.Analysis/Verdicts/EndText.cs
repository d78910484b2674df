using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;

namespace WsBridge.Analysis.Verdicts;

/// <summary>How a handshake ended, as the second half of a sentence.</summary>
internal static class EndText
{
    public static string Describe(HandshakeEnd end) => end.By switch
    {
        HandshakeEndedBy.Ap when end.IsForged => $"{end.ReasonText}, in the AP's name ended the handshake",
        HandshakeEndedBy.Sta when end.IsForged => $"{end.ReasonText}, in the client's name ended the handshake",
        HandshakeEndedBy.Ap => $"the AP ended the handshake with {(end.IsBroadcast ? "a broadcast, " : "")}{end.ReasonText}",
        HandshakeEndedBy.Sta => $"the client ended the handshake with {end.ReasonText}",
        HandshakeEndedBy.NewAttempt => "the client started over",
        HandshakeEndedBy.CaptureEnd => "the capture ended",
        _ => "nothing followed",
    };

    /// <summary>The same without the name of the reason.</summary>
    public static string Short(HandshakeEnd end) => end.By switch
    {
        HandshakeEndedBy.Ap when end.IsForged => $"{ShortReason(end)} in the AP's name ended the handshake",
        HandshakeEndedBy.Sta when end.IsForged => $"{ShortReason(end)} in the client's name ended the handshake",
        HandshakeEndedBy.Ap when end.IsBroadcast => $"the AP ended the handshake with a broadcast, {ShortReason(end)}",
        HandshakeEndedBy.Ap => $"the AP ended the handshake with {ShortReason(end)}",
        HandshakeEndedBy.Sta => $"the client ended the handshake with {ShortReason(end)}",
        HandshakeEndedBy.NewAttempt => "the client started over",
        HandshakeEndedBy.CaptureEnd => "the capture ended",
        _ => "silence",
    };

    private static string ShortReason(HandshakeEnd end) => end.Reason is { } reason ? $"reason {reason}" : "an encrypted reason";

    public static string Times(int count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => $"{count} times",
    };

    public static List<RelatedFrame> Related(IEnumerable<HandshakeFrame> messages) =>
        [.. messages.Select(message => new RelatedFrame(message.Frame.Ref, $"message {message.Number}"))];
}
