using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>FT authentication, over the air and over the DS: requests, responses, and requests that no response will follow.</summary>
/// <param name="facts">Is told of each frame.</param>
/// <param name="initials">The initial associations that a STA roams from.</param>
/// <param name="keys">What known keys tell; null when none are known.</param>
/// <param name="history">What the capture has shown so far.</param>
/// <param name="events">Who is told of events.</param>
internal sealed class FtTracker(
    FactReporter facts, InitialAssociations initials, KeyedExchanges? keys, CaptureHistory history, ExchangeEvents events)
{
    /// <summary>
    /// No response within this time, and there will be none in time: the longest seen in a roam that went well took 0.4 s.
    /// </summary>
    private const long AnswerMicroseconds = 1_000_000;

    /// <summary>A STA that starts over so soon has not waited for the response.</summary>
    private const long PatienceMicroseconds = 200_000;

    /// <summary>How many requests to one AP are watched for a response at the same time.</summary>
    private const int MaxAsked = 64;

    /// <summary>Takes a request; through which AP it travels stands in the association.</summary>
    public void OnRequest(Association association, StoredFrame frame)
    {
        if (frame.Elements.TryFind(ElementId.Rsne, out Element element) && Rsne.ReadLenient(element.Body) is { Akms.Count: > 0 } rsne)
        {
            association.Akm = rsne.Akms[0];
        }

        association.Ft.AddRequest(frame, association.Bss);
        association.Initial = initials.Of(association.Sta, frame);
        if (association.Initial is { } initial)
        {
            initial.FtRequests++;
        }

        List<Association> asked = (association.Ft.Through ?? association.Bss).FtAsked;
        if (asked.Count < MaxAsked && !asked.Contains(association))
        {
            asked.Add(association);
        }

        keys?.OnFtRequest(association, frame);
        facts.Tell(frame, association);
        events.FtRequest(new FtRequestReceived(frame, association));
    }

    /// <summary>Takes a response.</summary>
    public void OnResponse(Association association, StoredFrame frame)
    {
        association.Ft.AddResponse(frame);
        facts.Tell(frame, association);
        events.FtResponse(new FtResponseReceived(frame, association));
        if (FtExchange.StatusOf(frame) == StatusCodes.Success)
        {
            history.Pmkids.RememberAccepted(association, frame);
            List<Association> answered = association.Bss.FtAnswered;
            if (frame.Kind == FrameKind.Authentication && association.Request is null && answered.Count < MaxAsked
                && !answered.Contains(association))
            {
                answered.Add(association);
            }
        }
    }

    /// <summary>Gives up the requests that the BSS should have answered long ago.</summary>
    public void EndUnanswered(Bss bss, StoredFrame frame)
    {
        for (int i = bss.FtAsked.Count - 1; i >= 0; i--)
        {
            Association association = bss.FtAsked[i];
            if (association.Ft.Unanswered == 0 || (association.Ft.Through ?? association.Bss) != bss)
            {
                bss.FtAsked.RemoveAt(i);
            }
            else if (frame.Ref.TimeMicroseconds - association.Ft.Requests[^1].Ref.TimeMicroseconds > AnswerMicroseconds)
            {
                bss.FtAsked.RemoveAt(i);
                ReportUnanswered(association, frame, AnswerMicroseconds);
            }
        }
    }

    /// <summary>Gives up the responses on which the STA should have asked for reassociation long ago.</summary>
    public void EndUnacknowledged(Bss bss, StoredFrame frame)
    {
        for (int i = bss.FtAnswered.Count - 1; i >= 0; i--)
        {
            Association association = bss.FtAnswered[i];
            if (association.Request is not null || association.Ft.Responses is not [.., var response])
            {
                bss.FtAnswered.RemoveAt(i);
            }
            else if (frame.Ref.TimeMicroseconds - response.Ref.TimeMicroseconds > AnswerMicroseconds)
            {
                bss.FtAnswered.RemoveAt(i);
                if (response.Acknowledgement.IsMissing)
                {
                    events.FtResponseUnacknowledged(new FtResponseUnacknowledged(frame, association));
                }
            }
        }
    }

    /// <summary>The STA starts over.</summary>
    public void EndByNewAttempt(Association association, StoredFrame frame) => ReportUnanswered(association, frame, PatienceMicroseconds);

    /// <summary>
    /// No response will come any more. An event only where the AP was heard after the request: else the response may have been missed.
    /// </summary>
    private void ReportUnanswered(Association association, StoredFrame frame, long patience)
    {
        if (association.Ft.Unanswered == 0)
        {
            return;
        }

        long asked = association.Ft.Requests[^1].Ref.TimeMicroseconds;
        if ((association.Ft.Through ?? association.Bss).LastHeard > asked && frame.Ref.TimeMicroseconds - asked >= patience)
        {
            events.FtUnanswered(new FtUnanswered(frame, association));
        }

        association.Ft.Unanswered = 0;
    }
}
