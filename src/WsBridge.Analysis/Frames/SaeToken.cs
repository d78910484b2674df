using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>
/// The anti-clogging token in an SAE commit of status 76: group (2), then the token, under hash-to-element in a container element, which
/// others may follow, as a Multi-Link element.
/// </summary>
internal static class SaeToken
{
    /// <summary>Element ID Extension of the Anti-Clogging Token Container element.</summary>
    private const byte Container = 93;

    /// <summary>The token; empty where there is none.</summary>
    public static ReadOnlySpan<byte> In(StoredFrame answer)
    {
        if (!Authentication.TryParse(answer.Header, out Authentication authentication, out _) || authentication.AlgorithmBody.Length <= 2)
        {
            return default;
        }

        ReadOnlySpan<byte> token = authentication.AlgorithmBody[2..];
        return token is [ElementId.Extension, > 0 and var length, Container, ..] && length + 2 <= token.Length
            ? token[3..(length + 2)]
            : token;
    }
}
