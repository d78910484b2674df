using WsBridge.Sdk;

namespace EchoProtocol;

/// <summary>The expert infos of Lab Echo.</summary>
internal static class EchoExperts
{
    public static readonly ExpertInfo Retransmission = new("wsbridge.echo.expert.retransmission", "The request was sent again",
        ExpertGroup.Sequence, Severity.Note)
    {
        Explanation = "The client sent the same request before and has seen no answer to it.",
        Next = "See whether the answer is in the capture: if so, it was lost after this point, if not, before it.",
    };

    public static readonly ExpertInfo Unasked = new("wsbridge.echo.expert.unasked", "An answer to no request", ExpertGroup.Sequence,
        Severity.Note)
    {
        Explanation = "No open request of this conversation has the number of this answer: it comes twice, or the capture began after the "
            + "request.",
        Next = "Nothing, when it stands at the start of the capture.",
    };

    public static readonly ExpertInfo Refused = new("wsbridge.echo.expert.refused", "The server refused the request", ExpertGroup.Response,
        Severity.Warn)
    {
        Explanation = "The server has seen the request and does not answer it.",
        Next = "The data of the refusal says why.",
    };

    public static readonly ExpertInfo Slow = new("wsbridge.echo.expert.slow", "The answer was slow", ExpertGroup.Response, Severity.Warn)
    {
        Explanation = "The answer took longer than half a second.",
        Next = "Compare with the answers to others: only this client, or all?",
    };

    public static readonly ExpertInfo CutOff = new("wsbridge.echo.expert.cut_off", "The message is shorter than it says",
        ExpertGroup.Malformed, Severity.Error)
    {
        Explanation = "Fewer octets are there than the header needs or the length announces.",
        Next = "Look at the sender, unless the capture itself was cut off (snapshot length).",
    };

    public static IReadOnlyList<ExpertInfo> All { get; } = [Retransmission, Unasked, Refused, Slow, CutOff];
}
