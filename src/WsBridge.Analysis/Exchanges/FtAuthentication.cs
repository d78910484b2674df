using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Exchanges;

/// <summary>The FT authentication of one attempt: requests and responses, over the air or over the DS.</summary>
internal struct FtAuthentication
{
    // Most associations have none of these.
    private List<StoredFrame>? _requests;
    private List<StoredFrame>? _responses;

    /// <summary>FT Authentication requests (or FT Request action frames through another AP), retries included.</summary>
    public readonly IReadOnlyList<StoredFrame> Requests => _requests ?? [];

    /// <summary>Their responses.</summary>
    public readonly IReadOnlyList<StoredFrame> Responses => _responses ?? [];

    /// <summary>How many FT requests, the latest ones, no FT response has followed.</summary>
    public int Unanswered { get; set; }

    /// <summary>How far the AP that owes the response had counted its frames at the first of them.</summary>
    public ManagementRun RunAtRequest { get; private set; }

    /// <summary>
    /// The AP through which the latest FT request travels over the DS, and which has to bring the response; null over the air.
    /// </summary>
    public Bss? Through { get; set; }

    /// <summary>The FT response that a reassociation builds on: the last one of status 0 before it.</summary>
    public readonly StoredFrame? ResponseBefore(StoredFrame reassociation)
    {
        IReadOnlyList<StoredFrame> responses = Responses;
        for (int i = responses.Count - 1; i >= 0; i--)
        {
            if (responses[i].Ref.Id < reassociation.Ref.Id && FtExchange.StatusOf(responses[i]) == 0)
            {
                return responses[i];
            }
        }

        return null;
    }

    /// <summary>A request to this BSS.</summary>
    public void AddRequest(StoredFrame frame, Bss bss)
    {
        RunAtRequest = Unanswered == 0 ? (Through ?? bss).Run : RunAtRequest;
        Repetitions.Add(_requests ??= new List<StoredFrame>(1), frame);
        Unanswered++;
    }

    /// <summary>A response.</summary>
    public void AddResponse(StoredFrame frame)
    {
        Repetitions.Add(_responses ??= new List<StoredFrame>(1), frame);
        Unanswered = 0;
    }

    /// <summary>Another attempt begins.</summary>
    public void Clear()
    {
        _requests?.Clear();
        _responses?.Clear();
        Through = null;
    }
}
