using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>What an Authentication response or FT Response action frame says.</summary>
internal static class AuthenticationAnswer
{
    /// <summary>SAE: the commit is to be sent again with the token; nothing is refused.</summary>
    private const ushort AntiCloggingTokenRequired = 76;

    public static bool IsRefusal(StoredFrame frame)
    {
        MacHeader header = frame.Header;
        ushort? status = header.Kind == FrameKind.Authentication
            ? Authentication.TryParse(header, out Authentication authentication, out _) ? authentication.Status : null
            : FtExchange.StatusOf(frame);
        return status is not (null or 0 or AntiCloggingTokenRequired);
    }

    public static ushort? AlgorithmOf(StoredFrame frame) =>
        Authentication.TryParse(frame.Header, out Authentication authentication, out _) ? authentication.Algorithm : null;
}
