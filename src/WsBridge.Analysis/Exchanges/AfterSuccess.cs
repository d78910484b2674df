using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// A Deauthentication or Disassociation right after an accepted association: what it may mean, as far as known when it comes.
/// </summary>
internal static class AfterSuccess
{
    /// <summary>A client that refuses the response has been seen to leave after 40 to 100 ms, on a slow machine.</summary>
    private const double RefusedMilliseconds = 500;

    private const double Class3Milliseconds = 1000;

    /// <summary>The client may refuse a response of FT or FILS, the last frame of either, and leave.</summary>
    /// <param name="association">The STA at the BSS.</param>
    /// <param name="frame">The Deauthentication or Disassociation.</param>
    /// <param name="byAp">The AP sent it.</param>
    /// <param name="reason">Its reason code; null when it is encrypted.</param>
    public static bool MayRefuseResponse(Association association, StoredFrame frame, bool byAp, ushort? reason) =>
        !byAp && reason is not (null or 3 or 8 or 36) && !frame.Header.Protected && IsFirst(association, frame)
        && association is { Response: { } response, ResponseStatus: StatusCodes.Success, Handshake: null }
        && frame.MillisecondsSince(response) is >= 0 and <= RefusedMilliseconds
        && (association.IsFtReassociation || association.IsFilsAuthenticated);

    /// <summary>
    /// The AP may say that a STA is not authenticated or not associated (reasons 6 and 7) whose reassociation by FT it has just accepted.
    /// </summary>
    /// <inheritdoc cref="MayRefuseResponse"/>
    public static bool MayBeClass3(Association association, StoredFrame frame, bool byAp, ushort? reason) =>
        byAp && (reason is 6 or 7) && !frame.Header.Ra.IsGroup && IsFirst(association, frame)
        && association is { IsFtReassociation: true, Response: { } response, ResponseStatus: StatusCodes.Success }
        && frame.MillisecondsSince(response) is >= 0 and <= Class3Milliseconds;

    private static bool IsFirst(Association association, StoredFrame frame) => association.EndedBy is null || association.EndedBy == frame;
}
