using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>A (Re)Association Request selects no or several AKMs or pairwise cipher suites.</summary>
internal sealed class AssocMultipleAkm : IRule<AssociationRequestReceived>
{
    /// <summary>What to do about it, also where the AP refuses the request.</summary>
    internal const string NextStep = """
        Update the client's driver or firmware and report it to its vendor.
        Until then offer this client an SSID with one AKM and one cipher suite.
        """;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-005", "assoc-multiple-akm", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "The client does not select exactly one AKM and one pairwise cipher suite.")
    {
        Milder = [Severity.Warn],
        Clause = Clauses.Rsne,
        Explanation = """
            The AP offers lists; the client selects one AKM and one pairwise cipher suite in its (Re)Association Request.
            With several, each side may pick a different one, and the handshake fails.
            A warning when the list has AKMs with and without FT, which some printers copy from the Beacon.
            Absent fields mean the defaults and are not reported, nor are truncated requests.
            """,
        Implementations = """
            hostapd does not refuse several AKMs but picks one by its own order of preference (Suite B, FILS, FT, the others); a client
            that copies the Beacon's list may pick another.
            """,
        Next = NextStep,
        Values = [("akms", "AKM suites of the request"), ("pairwise", "pairwise cipher suites of the request")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        Association association = e.Association;
        if (e.Frame.IsCutOff || !association.TryGetRequestRsne(out Element element, out _)
            || !Rsne.TryParse(element.Body, out Rsne rsne, out _))
        {
            return;
        }

        bool akmsWrong = rsne.AkmCount is not (null or 1);
        if (!akmsWrong && rsne.PairwiseCount is null or 1)
        {
            return;
        }

        string akms = BeaconFrames.Words(rsne.Akms);
        string pairwise = BeaconFrames.Words(rsne.PairwiseCiphers);
        string message = akmsWrong
            ? $"The client's RSNE lists {Counted(rsne.AkmCount ?? 0, "AKM", akms)}; it must select exactly one."
            : $"The client's RSNE lists {Counted(rsne.PairwiseCount ?? 0, "pairwise cipher suite", pairwise)}; it must select exactly one.";
        report.Add(Info, message, new Detail
        {
            Severity = akmsWrong && FtMixedMode.IsMixed(rsne.Akms) ? Severity.Warn : Severity.Error,
            Octets = (element.Offset, element.Octets.Length),
            Values = [FindingValue.Of("akms", akms), FindingValue.Of("pairwise", pairwise)],
        });
    }

    /// <summary>The request lists several AKMs or cipher suites, or none, and not only AKMs with and without FT, which APs take.</summary>
    internal static bool IsViolatedBy(Association association) =>
        association.TryGetRequestRsne(out Element element, out _) && Rsne.TryParse(element.Body, out Rsne rsne, out _)
        && (rsne.AkmCount is not (null or 1) ? !FtMixedMode.IsMixed(rsne.Akms) : rsne.PairwiseCount is not (null or 1));

    private static string Counted(int count, string what, string list) => count == 0 ? $"no {what}" : $"{count} {what}s ({list})";
}
