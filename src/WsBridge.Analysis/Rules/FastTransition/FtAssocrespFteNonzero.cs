using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The FTE of an initial association response has a MIC, an Element Count or nonces that are not zero.</summary>
internal sealed class FtAssocrespFteNonzero : IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-025", "ft-assocresp-fte-nonzero", Severity.Note, ExpertGroup.Protocol, Fault.Ap,
        "The FTE of an FT association response has a MIC or nonces that are not zero.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            Before the 4-way handshake there is no key for a MIC and no nonce to agree on: this FTE only names the key holders.
            RSNXE Used and MIC Length are not checked, nor is FILS, where the FTE has contents.
            """,
        Implementations = """
            hostapd wrote a MIC here until 2010; since then all zero.
            Most clients do not check, but message 2 must repeat the octets unchanged.
            """,
        Next = "Harmless to most clients. If one refuses this AP, update the AP.",
        Values = [("fields", "fields that are not zero")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        Association association = e.Association;
        if (!FtInitialResponse.Is(e) || !FtInitialResponse.TryGetFte(association, e.Frame, out Element element, out Fte fte)
            || FteFields.NotZero(fte, FteFields.All) is FteFields.Set.None)
        {
            return;
        }

        string fields = FteFields.Words(FteFields.NotZero(fte, FteFields.All));
        report.Add(Info, $"The FTE of the association response has nonzero fields: {fields}. Before the 4-way handshake the FTE only names "
            + $"the key holders.", new Detail
            {
                Octets = FtFrames.Octets(element),
                Values = [FindingValue.Of("fields", fields)],
            });
    }
}
