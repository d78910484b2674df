using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>EPPKE: its three Authentication frames, and the data that shows what the encrypted (Re)Association Response has said.</summary>
internal sealed class EppkeTracker(ExchangeEvents events)
{
    /// <summary>An Authentication frame of EPPKE, after the association has begun with it or gone on.</summary>
    public static void OnAuthentication(Association association, StoredFrame frame, in Authentication authentication, bool fromAp)
    {
        if (fromAp)
        {
            association.Eppke?.OnAnswer(authentication.Status);
        }
        else if (authentication.Transaction == 1)
        {
            association.Eppke = new EppkeExchange(frame);
            association.Akm = association.Eppke.Akm;
        }
        else
        {
            association.Eppke?.OnConfirm(authentication.Status);
        }
    }

    /// <summary>An encrypted unicast data frame.</summary>
    public void OnEncryptedData(Association association, StoredFrame frame)
    {
        if (association is not { Eppke: { IsConfirmed: true, Response: { } response }, Attempt.IsOver: false }
            || frame.Ref.TimeMicroseconds <= response.Ref.TimeMicroseconds)
        {
            return;
        }

        if (association.Ending is { } ending)
        {
            // What was queued before an end is sent after it; an AP goes on until it has taken that the STA has left, and it does not take
            // an end in the clear where management frames are protected.
            if (ending.Frame.Header.Protected || (!ending.ByAp && frame.Header.Ta == frame.Header.Bssid)
                || frame.Ref.TimeMicroseconds - ending.Frame.Ref.TimeMicroseconds <= Ending.QueueMicroseconds)
            {
                return;
            }

            EndingWithdrawal.Withdraw(association);
        }

        events.EppkeCompleted(new EppkeCompleted(frame, association));
    }
}
