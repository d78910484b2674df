using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>What two rules say of a refusal that comes after the acceptance, and answers no request that was captured.</summary>
internal static class RefusedAgain
{
    /// <summary>What was seen, in one sentence.</summary>
    public static string Message(Association association, ushort status)
    {
        double after = association.Response!.MillisecondsSince(association.AcceptedBefore!);
        return $"The AP refused a request that was not captured, with status {StatusCodes.Describe(status)}, {after:0} ms after it had "
            + "accepted the client: probably an old request that came again.";
    }

    /// <summary>A note, at nobody's fault.</summary>
    public static Detail Detail(Association association, ushort status) => new()
    {
        Severity = Severity.Note,
        Fault = Fault.Unknown,
        Next = "Nothing to do if the client goes on. If it does not, look for a second transmitter with the client's address.",
        Related = [new RelatedFrame(association.AcceptedBefore!.Ref, "response that accepted the client")],
        Values = [FindingValue.Of("status", status)],
    };
}
