using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT Authentication request, or an FT Request over the DS, does not carry exactly one PMKID.</summary>
internal sealed class FtAuthPmkidCount : IRule<FtRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-030", "ft-auth-pmkid-count", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "An FT request does not carry exactly one PMKID (PMKR0Name).")
    {
        Clause = Clauses.FtFirstMessage,
        Explanation = """
            The first message of FT authentication names the PMK-R0 to build on: its RSNE has a PMKID Count of 1 and PMKR0Name.
            With none or several, the AP does not know which key to fetch.
            A missing RSNE counts too where the FTE or the Beacon shows that the network uses RSN.
            Not reported where the RSNE is truncated or malformed before the count.
            """,
        Implementations = """
            hostapd answers status 53: it uses the PMKID only when there is exactly one.
            So do 2.11 and later, although they accept several PMKIDs in message 2.
            """,
        Next = "Update the client's driver or supplicant and report it to its vendor with this frame.",
        Values = [("pmkid_count", "PMKID Count of the request; missing when it has no RSNE")],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report)
    {
        Elements elements = e.Frame.Elements;
        if (!elements.TryFind(ElementId.Rsne, out Element element))
        {
            if (FtFrames.IsWhole(e.Frame) && (elements.TryFind(ElementId.Fte, out _) || AnnouncesFt(e.Association.Bss)))
            {
                report.Add(Info, $"The {FtFirstExchange.NameOf(e.Frame, isRequest: true)} has no RSNE; it must carry one whose only PMKID "
                    + $"is PMKR0Name.");
            }

            return;
        }

        // A count that is there counts even if the list behind it is not.
        Rsne rsne = Rsne.ReadLenient(element.Body, out ParseError? error);
        if (rsne.PmkidCount == 1 || (rsne.PmkidCount is null && error is not null))
        {
            return;
        }

        int count = rsne.PmkidCount ?? 0;
        report.Add(Info, $"The {FtFirstExchange.NameOf(e.Frame, isRequest: true)} carries {M2Pmkids.Words(count)} instead of exactly one, "
            + $"PMKR0Name.", new Detail
            {
                Octets = (element.Offset, element.Octets.Length),
                Values = [FindingValue.Of("pmkid_count", count)],
            });
    }

    private static bool AnnouncesFt(Bss bss) =>
        bss.Beacon is { } beacon && beacon.Elements.TryFind(ElementId.Rsne, out Element element)
        && Rsne.ReadLenient(element.Body).Akms.ContainsFt;
}
