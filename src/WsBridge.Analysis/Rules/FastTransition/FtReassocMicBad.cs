using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The MIC of an FTE that protects FT reassociation is not the one that the PTK makes.</summary>
/// <remarks>Said with the response: an AP that took the request has made the same MIC, whatever we make of it.</remarks>
internal sealed class FtReassocMicBad : IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-054", "ft-reassoc-mic-bad", Severity.Error, ExpertGroup.Security, Fault.Unknown,
        "The FTE MIC of an FT reassociation is wrong.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.FtThirdMessage,
        Explanation = """
            The MIC of the FTE covers both addresses, a sequence number (5 in the request, 6 in the response), RSNE, MDE, FTE, the elements
            of a resource request and the RSNXE.
            The PMKR0Name of the request proves the key, so the sender computed the MIC wrongly, used another PMK-R1, or changed the frame
            afterwards.
            WsBridge tries the mistakes of real stacks: without the RSNXE, with another sequence number, with swapped addresses, with the
            R1KH-ID of another AP.
            An error where the other side refused, or where the MIC of the request was valid and that of the response is not; a note where
            the other side accepted it.
            """,
        Implementations = """
            Some versions of hostapd and wpa_supplicant leave the RSNXE out. hostapd answers a wrong MIC with status 55, wpa_supplicant
            drops the response.
            """,
        Next = "Report it to the sender's vendor with the FT exchange.",
        Values =
        [
            ("frame", "request or response"),
            ("how", "the mistake that makes the MIC; absent when none of those tried does"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e is not { Association: { Request: { } request } association, Keys: { Source: { } source } keys }
            || !association.IsFtReassociation || FtFrames.IsMultiLink(e.Frame) || FtFrames.IsMultiLink(request))
        {
            return;
        }

        if (association.ResponseStatus == StatusCodes.Success && keys.ResponseMic == MicState.Invalid)
        {
            bool isCertain = keys is { RequestMic: MicState.Valid, FteCause: not { IsRsnxe: true } };
            Report(e, report, keys, source, request: null, isCertain,
                isCertain ? "" : keys.RequestMic == MicState.Valid
                ? " Some STAs accept it."
                : " So was the request's, which the AP accepted.");
        }
        else if (keys.RequestMic == MicState.Invalid)
        {
            bool isCertain = association.ResponseStatus is not StatusCodes.Success;
            Report(e, report, keys, source, request, isCertain,
                isCertain ? $" The AP refused it with status {association.ResponseStatus}." : " The AP accepted it anyway.");
        }
    }

    private void Report(in AssociationResponseReceived e, in Report report, ExchangeKeys keys, string source, StoredFrame? request,
        bool isCertain, string then)
    {
        string frame = request is null ? "response" : "request";
        var values = new List<FindingValue> { FindingValue.Of("frame", frame), FindingValue.Of("key", source) };
        string how = "no known mistake explains it";
        if (keys.FteCause is { } cause)
        {
            how = $"it verifies only {cause.How}";
            values.Add(FindingValue.Of("how", cause.How));
        }

        report.Add(Info, $"The FTE MIC of the FT reassociation {frame} is wrong: {how} (key: {source}).{then}", new Detail
        {
            Severity = isCertain ? Severity.Error : Severity.Note,
            Fault = !isCertain ? Fault.Unknown : request is null ? Fault.Ap : Fault.Sta,
            About = request is null ? [] : [request],
            Related = request is null ? null : [new RelatedFrame(request.Ref, "request with the wrong FTE MIC")],
            Values = values,
        });
    }
}
