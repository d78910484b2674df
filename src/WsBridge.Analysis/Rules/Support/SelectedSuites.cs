using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>The suites that a handshake goes by, as far as the capture leaves no doubt.</summary>
internal static class SelectedSuites
{
    /// <summary>
    /// The longest time in which EAP is done; a handshake later than that may belong to an association that was not captured.
    /// </summary>
    private const double LongestMilliseconds = 60_000;

    /// <summary>
    /// AKM and pairwise cipher from message 2 itself where it was captured, else from the request shortly before the first handshake;
    /// false when neither selects exactly one of each.
    /// </summary>
    public static bool TryGet(Association association, Handshake handshake, HandshakeFrame message, out AkmSuite akm,
        out CipherSuite pairwise)
    {
        SuiteChoice? selected = handshake.M2.Count > 0
            ? handshake.M2[^1] is { Frame.IsCutOff: false } message2 ? message2.Suites : null
            : association is { HandshakeCount: 1, Request: { IsCutOff: false } request }
            && message.Frame.MillisecondsSince(request) <= LongestMilliseconds
                && request.Elements.TryFind(ElementId.Rsne, out Element requested) ? SuiteChoice.In(requested) : null;
        (akm, pairwise) = selected.GetValueOrDefault();
        return selected is not null;
    }

    /// <summary>An earlier message of the same side in this handshake; null for its first one.</summary>
    public static HandshakeFrame? EarlierOfSide(Handshake handshake, HandshakeFrame message)
    {
        (IReadOnlyList<HandshakeFrame> first, IReadOnlyList<HandshakeFrame> second) = message.Number is 1 or 3
            ? (handshake.M1, handshake.M3)
            : (handshake.M2, handshake.M4);
        HandshakeFrame? earliest = first.Count > 0 ? first[0] : second.Count > 0 ? second[0] : null;
        return earliest == message ? null : earliest;
    }
}
