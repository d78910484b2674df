using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>How an attempt was ended.</summary>
internal static class AttemptEndText
{
    /// <summary>E.g. "Deauthentication by the AP, reason 2 (Previous authentication no longer valid)"; null when nobody ended it.</summary>
    public static string? Describe(AttemptFrames attempt)
    {
        if (attempt.First(AttemptStep.End) is not { } frame)
        {
            return null;
        }

        MacHeader header = frame.Header;
        string who = header.Ta == header.Bssid ? "AP" : "client";
        string reason = Deauthentication.TryParse(header, out Deauthentication end, out _)
            ? $"reason {ReasonCodes.Describe(end.Reason)}"
            : "its reason is encrypted";
        return $"{header.Kind} by the {who}, {reason}";
    }
}
