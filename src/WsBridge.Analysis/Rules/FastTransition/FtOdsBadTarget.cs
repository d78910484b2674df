using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT Request over the DS names a target AP that cannot be one, or another STA than its transmitter.</summary>
internal sealed class FtOdsBadTarget : IRule<FtRequestMisaddressed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-043", "ft-ods-bad-target", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "An FT Request over the DS names an impossible target AP, or a STA other than its transmitter.")
    {
        Explanation = """
            The frame goes to the current AP and names the STA that wants to move and the AP that it wants to move to.
            A STA speaks only for itself, and the target is one other AP.
            Multi-link operation, where these are MLD addresses, is not checked.
            """,
        Implementations = "hostapd silently drops such a frame.",
        Next = """
            Report it to the vendor of the client's driver or supplicant.
            Another STA Address may also be somebody's attempt to interfere with that STA.
            """,
        Values = [("field", "sta-address or target-ap"), ("address", "the address named")],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestMisaddressed e, in Report report)
    {
        MacHeader header = e.Frame.Header;
        if (!ActionFrame.TryParse(header, out ActionFrame action, out _) || !FtAction.TryParse(action, out FtAction request, out _))
        {
            return;
        }

        if (request.StaAddress != header.Ta)
        {
            Report(e, report, $"The FT Request over the DS has STA Address {request.StaAddress}, but {header.Ta} transmitted it.",
                "sta-address", request.StaAddress, action.DetailsOffset);
        }

        if (request.TargetAp.IsGroup || request.TargetAp == header.Bssid)
        {
            string why = request.TargetAp.IsGroup ? "a group address" : "the AP that it is sent to";
            Report(e, report, $"The FT Request over the DS has Target AP Address {request.TargetAp}, "
                + $"{why}.", "target-ap", request.TargetAp, action.DetailsOffset + MacAddress.Size);
        }
    }

    private void Report(in FtRequestMisaddressed e, in Report report, string message, string field, MacAddress address, int offset) =>
        report.Add(Info, message, new Detail
        {
            Octets = (offset, MacAddress.Size),
            Values = [FindingValue.Of("field", field), FindingValue.Of("address", address.ToString())],
        });
}
