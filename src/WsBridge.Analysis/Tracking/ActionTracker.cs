using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>Action frames in the clear: BSS transition management, FT over the DS, and what changes links.</summary>
internal sealed class ActionTracker(
    BssTable bsses, AssociationTable associations, ExchangeEnds ends, OpenExchanges exchanges, FtTracker ft, LinkActions links,
    ExchangeEvents events)
{
    /// <summary>An Action frame.</summary>
    /// <param name="current">The STA at the AP through which the frame travels.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="header">Its header.</param>
    /// <param name="fromAp">The AP sent it.</param>
    public void OnAction(Association current, StoredFrame frame, in MacHeader header, bool fromAp)
    {
        if (!ActionFrame.TryParse(header, out ActionFrame action, out _))
        {
            return;
        }

        if (action.Category == ActionCategory.BlockAck)
        {
            ConnectionTracker.OnSecured(current); // nobody sets up block acks for data that may not flow
            EndingWithdrawal.OnSecured(current, frame);
        }
        else if (!TryTransition(current, frame, action, fromAp) && FtAction.TryParse(action, out FtAction request, out _))
        {
            OnFt(current, frame, header, request, fromAp);
        }
    }

    /// <summary>
    /// An Action frame that a known key has decrypted: SA Query, BSS transition management, FT over the DS and links.
    /// </summary>
    /// <param name="current">The STA at its AP.</param>
    /// <param name="clear">The frame in the clear.</param>
    /// <param name="fromAp">The AP sent it.</param>
    public void OnDecrypted(Association current, StoredFrame clear, bool fromAp)
    {
        if (!ActionFrame.TryParse(clear.Header, out ActionFrame action, out _))
        {
            return;
        }

        if (SaQuery.TryParse(action, out SaQuery query, out _))
        {
            events.SaQuery(new SaQueryReceived(clear, current, fromAp, query.IsResponse));
        }
        else if (EhtAction.TryParse(action, out EhtAction eht, out _))
        {
            links.OnAction(current, clear, eht, fromAp);
        }
        else if (!TryTransition(current, clear, action, fromAp) && FtAction.TryParse(action, out FtAction request, out _))
        {
            OnFt(current, clear, clear.Header, request, fromAp);
        }
    }

    private bool TryTransition(Association current, StoredFrame frame, in ActionFrame action, bool fromAp)
    {
        if (fromAp && BtmRequest.TryParse(action, out _, out _))
        {
            events.BtmRequest(new BtmRequestReceived(frame, current));
            return true;
        }

        if (!fromAp && BtmResponse.TryParse(action, out _, out _))
        {
            events.BtmResponse(new BtmResponseReceived(frame, current));
            return true;
        }

        return false;
    }

    private void OnFt(Association current, StoredFrame frame, in MacHeader header, in FtAction action, bool fromAp)
    {
        if (action.Kind == FtActionKind.Request && !fromAp && FtExchange.IsMisaddressed(header, action)
            && !links.IsBetweenMlds(current, action))
        {
            events.FtRequestMisaddressed(new FtRequestMisaddressed(frame, current));
            return;
        }

        if (action.TargetAp.IsGroup)
        {
            return;
        }

        // The frame travels through the current AP; the exchange belongs to the target.
        Association target = associations.Of(bsses.Of(links.TargetOf(action, current.Bss)), action.StaAddress);
        links.Enter(target);
        if (action.Kind == FtActionKind.Request)
        {
            if (target is not { Request: null, Ft.Requests.Count: > 0, Ending: null })
            {
                ends.OnNewAttempt(target, frame);
                exchanges.Close(target);
                target.BeginAuthentication(Authentication.FastBssTransition);
            }

            target.Ft.Through = current.Bss;
            ft.OnRequest(target, frame);
        }
        else if (action.Kind == FtActionKind.Response)
        {
            ft.OnResponse(target, frame);
        }
    }
}
