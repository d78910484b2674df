using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP accepts an FT initial mobility domain association and leaves MDE or FTE out of its response.</summary>
internal sealed class FtAssocrespNoMdeFte : IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-023", "ft-assocresp-no-mde-fte", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "The AP accepts an FT association without MDE or FTE in its response.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            The response gives the client the key holders in its FTE and confirms the mobility domain in its MDE; the client needs both to
            derive FT keys.
            Checked where the request selects one FT AKM and carries an MDE, and the response is complete.
            """,
        Implementations = "hostapd writes both. iwd ends an association whose response lacks the FTE.",
        Next = "Report it to the AP vendor with both frames. Until then turn off 802.11r on this SSID.",
        Values = [("missing", "mde, fte or both")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        Association association = e.Association;
        if (!FtInitialResponse.Is(e))
        {
            return;
        }

        Elements elements = e.Frame.Elements;
        bool mde = elements.TryFind(ElementId.Mde, out _);
        bool fte = elements.TryFind(ElementId.Fte, out _);
        if ((mde && fte) || !FtFrames.IsWhole(e.Frame))
        {
            return;
        }

        (string missing, string value) = (mde, fte) switch
        {
            (true, false) => ("an MDE but no FTE", "fte"),
            (false, true) => ("an FTE but no MDE", "mde"),
            _ => ("neither MDE nor FTE", "both"),
        };
        report.Add(Info, $"The AP accepted an association with {association.Akm}, but its response has {missing}; the client needs both to "
            + $"derive FT keys.", new Detail
            {
                Related = [new RelatedFrame(association.Request!.Ref, "association request with FT AKM and MDE")],
                Values = [FindingValue.Of("missing", value)],
            });
    }
}
