using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>What an Authentication response or FT Response action frame says.</summary>
internal static class AuthenticationAnswer
{
    /// <summary>The status, which under SAE may ask for something and refuse nothing.</summary>
    public static ushort? StatusOf(StoredFrame frame) => frame.Header.Kind == FrameKind.Authentication
        ? Authentication.TryParse(frame.Header, out Authentication authentication, out _) ? authentication.Status : null
        : FtExchange.StatusOf(frame);

    /// <summary>It refuses the authentication.</summary>
    public static bool IsRefusal(StoredFrame frame) =>
        !IsCookie(frame)
        && StatusOf(frame) is not (null or StatusCodes.Success or StatusCodes.AntiCloggingTokenRequired or StatusCodes.SaeHashToElement
        or StatusCodes.SaePk);

    /// <summary>
    /// It is final: the STA may offer another group of SAE or EPPKE within the same attempt, and FT requests are counted by rules of their
    /// own.
    /// </summary>
    public static bool Decides(StoredFrame frame) =>
        IsRefusal(frame) && StatusOf(frame) != StatusCodes.FiniteCyclicGroupNotSupported
        && AlgorithmOf(frame) is not (null or Authentication.FastBssTransition);

    /// <summary>The AP puts off very many that come at once: the STA comes back with what the answer has for it.</summary>
    private static bool IsCookie(StoredFrame frame) =>
        StatusOf(frame) == StatusCodes.RefusedTemporarily && AlgorithmOf(frame) == Authentication.Eppke;

    public static ushort? AlgorithmOf(StoredFrame frame) =>
        Authentication.TryParse(frame.Header, out Authentication authentication, out _) ? authentication.Algorithm : null;
}
