using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP refused the MDE of an FT or (Re)Association Request with status 54.</summary>
internal sealed class FtAuthStatus54 : IRule<FtResponseReceived>, IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-039", "ft-auth-status-54", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "The AP refused the MDE of the STA (status 54).")
    {
        Rank = ExplanationRank.Pattern,
        Clause = Clauses.StatusCodes,
        Explanation = """
            A request must have an MDE that names the mobility domain of this AP.
            A STA that names another one assumes that the AP belongs to the domain it comes from, or kept the MDE of an AP that was
            reconfigured.
            """,
        Implementations = """
            hostapd refuses an MDE that is missing, too short or has another MDID; it does not check FT Capability and Policy.
            """,
        Next = "Compare the MDE of the request with the Beacon of this AP and with the MDIDs of the other APs of the SSID.",
        Values = [("mdid", "MDID of the request"), ("beacon_mdid", "MDID of the Beacon or Probe Response")],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        if (FtExchange.StatusOf(e.Frame) == StatusCodes.InvalidMde)
        {
            Check(report, e.Association.Ft.Requests is [.., var last] ? last : null, e.Association.Bss.Beacon);
        }
    }

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association.ResponseStatus == StatusCodes.InvalidMde)
        {
            Check(report, e.Association.Request, e.Association.Bss.Beacon);
        }
    }

    private void Check(in Report report, StoredFrame? request, StoredFrame? beacon)
    {
        Mde? asked = MdeOf(request);
        Mde? offered = MdeOf(beacon);
        bool missing = request?.PresenceOf(ElementId.Mde) == Presence.Absent;
        (string why, Fault fault) = (asked, offered) switch
        {
            ({ } mine, { } theirs)
                when mine.Mdid != theirs.Mdid => ($"MDID {mine.Mdid} in the request, {theirs.Mdid} in the AP's Beacon", Fault.Sta),
            ({ } mine, { } theirs)
                when mine != theirs =>
                    ($"FT Capability and Policy 0x{mine.FtCapabilityAndPolicy:X2} in the request, 0x{theirs.FtCapabilityAndPolicy:X2} in "
                    + $"the AP's Beacon", Fault.Unknown),
            ({ } mine, not null) => ($"yet MDID {mine.Mdid} in the request matches its Beacon", Fault.Ap),
            ({ } mine, null) => ($"MDID {mine.Mdid} in the request; the AP's own was not captured", Fault.Unknown),
            (null, _) when missing => ("the request has no MDE", Fault.Sta),
            _ when request?.IsCutOff == true => ("the capture truncates the request before its MDE", Fault.Unknown),
            _ => ("the MDE of the request was not captured", Fault.Unknown),
        };

        var related = new List<RelatedFrame>();
        var values = new List<FindingValue>();
        if (request is not null)
        {
            related.Add(new RelatedFrame(request.Ref, "request refused"));
        }

        if (asked is { } named)
        {
            values.Add(FindingValue.Of("mdid", named.Mdid.ToString()));
        }

        if (offered is { } announced)
        {
            related.Add(new RelatedFrame(beacon!.Ref, "Beacon or Probe Response with the MDE"));
            values.Add(FindingValue.Of("beacon_mdid", announced.Mdid.ToString()));
        }

        report.Add(Info, $"The AP refused the request with status 54 (Invalid MDE): {why}.",
            new Detail { Fault = fault, Related = related, Values = values });
    }

    private static Mde? MdeOf(StoredFrame? frame) =>
        frame is not null && frame.Elements.TryFind(ElementId.Mde, out Element element) && Mde.TryParse(element.Body, out Mde mde, out _)
            ? mde
            : null;
}
