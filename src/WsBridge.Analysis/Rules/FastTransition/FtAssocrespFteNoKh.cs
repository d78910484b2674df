using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The FTE of an initial association response has no R0KH-ID or no R1KH-ID, or one of a length that cannot be.</summary>
internal sealed class FtAssocrespFteNoKh : IRule<AssociationResponseReceived>
{
    private const int MaxR0khIdOctets = 48;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-024", "ft-assocresp-fte-no-kh", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "The FTE of an FT association response lacks R0KH-ID or R1KH-ID.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            PMK-R0 is derived for the R0KH-ID and PMK-R1 for the R1KH-ID that this FTE names.
            An R0KH-ID has 1 to 48 octets, an R1KH-ID six.
            Not reported where the FTE is malformed or ambiguous.
            """,
        Implementations = "wpa_supplicant rejects an FTE unless its R1KH-ID has six octets and its R0KH-ID 1 to 48.",
        Next = "Check that the AP has an R0KH-ID configured (hostapd: nas_identifier); otherwise report it to the AP vendor.",
        Values = [("field", "r0kh-id or r1kh-id"), ("octets", "its length; missing when the subelement is")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        Association association = e.Association;
        if (!FtInitialResponse.Is(e) || !FtInitialResponse.TryGetFte(association, e.Frame, out Element element, out Fte fte))
        {
            return;
        }

        Elements subelements = fte.Subelements;
        int? r0kh = subelements.TryFind(FteSubelement.R0khId, out Element found) ? found.Octets.Length - 2 : null;
        int? r1kh = subelements.TryFind(FteSubelement.R1khId, out found) ? found.Octets.Length - 2 : null;
        if (r0kh is not (>= 1 and <= MaxR0khIdOctets))
        {
            Report(e, report, element, "R0KH-ID", "r0kh-id", r0kh, "1 to 48");
        }

        if (r1kh != MacAddress.Size)
        {
            Report(e, report, element, "R1KH-ID", "r1kh-id", r1kh, "6");
        }
    }

    private void Report(in AssociationResponseReceived e, in Report report, in Element element, string name, string field, int? octets,
        string expected) =>
        report.Add(Info, $"The FTE of the association response has {(octets is null ? $"no {name}" : $"an {name} of {octets} octets")}; "
            + $"the client needs one of {expected} octets to derive its keys.", new Detail
            {
                Octets = FtFrames.Octets(element),
                Values = octets is { } length
                ? [FindingValue.Of("field", field), FindingValue.Of("octets", length)]
                : [FindingValue.Of("field", field)],
            });
}
