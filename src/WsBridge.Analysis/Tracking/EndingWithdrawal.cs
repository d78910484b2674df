using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Tracking;

/// <summary>Takes back a Deauthentication or Disassociation that later frames show to have ended nothing.</summary>
internal static class EndingWithdrawal
{
    /// <summary>Frames that were queued before a Deauthentication are sent this soon after it.</summary>
    internal const long QueueMicroseconds = 50_000;

    /// <summary>Who seemed to have ended the exchange goes on with it: nothing was ended.</summary>
    public static void GoesOn(Association association, StoredFrame frame, bool fromAp)
    {
        if (association.Ending is { } ending && ending.ByAp == fromAp && frame.Ref.TimeMicroseconds > ending.Frame.Ref.TimeMicroseconds)
        {
            Withdraw(association);
        }
    }

    /// <summary>
    /// A frame that nobody sends without keys: an association that had succeeded goes on, unless the frame was queued before its end.
    /// </summary>
    public static void OnSecured(Association association, StoredFrame frame)
    {
        if (association is { Ending: { Handshake: null } ending, Attempt: { IsOver: true } }
            && frame.Ref.TimeMicroseconds - ending.Frame.Ref.TimeMicroseconds > QueueMicroseconds
            && (ending.ByAp || frame.Header.Ta != frame.Header.Bssid)) // an AP goes on until it has taken that the STA has left
        {
            Withdraw(association);
        }
    }

    /// <summary>Both sides go on.</summary>
    public static void Withdraw(Association association)
    {
        if (association.EndedBy == association.Ending?.Frame)
        {
            association.EndedBy = null;
        }

        association.Ending = null;
    }
}
