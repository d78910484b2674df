using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Tracking;

/// <summary>Takes back a Deauthentication or Disassociation that later frames show to have ended nothing.</summary>
internal static class EndingWithdrawal
{
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
        bool fromAp = frame.Header.Ta == frame.Header.Bssid;
        if (!OnSecured(association, frame.Ref.TimeMicroseconds, fromAp)
            && association is { Ending: { Handshake: null } ending, Attempt: { IsOver: true } }
            && frame.Ref.TimeMicroseconds - ending.Frame.Ref.TimeMicroseconds > Ending.QueueMicroseconds
            && (ending.ByAp || !fromAp)) // an AP goes on until it has taken that the STA has left
        {
            Withdraw(association);
        }
    }

    /// <summary>
    /// The same, of any attempt: where both sides have sent such frames nothing was ended, and a handshake that ran has come to its end.
    /// </summary>
    /// <returns>They have, with this frame.</returns>
    public static bool OnSecured(Association association, long time, bool fromAp)
    {
        if (association.Ending is not { } ending || !ending.IsDisproved(time, fromAp))
        {
            return false;
        }

        if (ending.Handshake is not null)
        {
            association.Handshake?.Prove();
        }

        if (ending.Before is { } before && association.Attempt is { } attempt && attempt.End == ending.Frame.Ref)
        {
            attempt.GoOn(before);
        }

        Withdraw(association);
        return true;
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
