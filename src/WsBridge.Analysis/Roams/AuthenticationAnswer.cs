using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>What an Authentication response or FT Response action frame says.</summary>
internal static class AuthenticationAnswer
{
    /// <summary>SAE: the commit is to be sent again with the token; nothing is refused.</summary>
    private const ushort AntiCloggingTokenRequired = 76;

    /// <summary>SAE: the commit was made by hash-to-element, by SAE-PK; nothing is refused either.</summary>
    private const ushort SaeHashToElement = 126;

    private const ushort SaePk = 127;

    public static bool IsRefusal(StoredFrame frame)
    {
        MacHeader header = frame.Header;
        ushort? status = header.Kind == FrameKind.Authentication
            ? Authentication.TryParse(header, out Authentication authentication, out _) ? authentication.Status : null
            : FtExchange.StatusOf(frame);
        return status is not (null or 0 or AntiCloggingTokenRequired or SaeHashToElement or SaePk);
    }

    public static ushort? AlgorithmOf(StoredFrame frame) =>
        Authentication.TryParse(frame.Header, out Authentication authentication, out _) ? authentication.Algorithm : null;
}
