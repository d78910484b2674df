using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT Reassociation Request does not carry PMKR1Name as its one PMKID.</summary>
/// <remarks>Which of two PMKIDs is PMKR1Name takes keys to tell; that PMKR0Name is not it does not.</remarks>
internal sealed class FtReassocreqPmkid : IRule<AssociationRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-050", "ft-reassocreq-pmkid", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "The FT Reassociation Request does not carry exactly one PMKID, which is PMKR1Name.")
    {
        Clause = Clauses.FtThirdMessage,
        Explanation = """
            In the third message of FT the RSNE names the PMK-R1 of the target AP: PMKID Count is 1 and the PMKID is PMKR1Name.
            PMKR0Name, which the FT request carries, does not belong here, nor does an additional cached PMKID.
            Detecting a wrong PMKR1Name takes keys.
            """,
        Implementations = """
            hostapd, 2.12-devel included, answers status 53 to any PMKID Count other than 1, although it accepts more in message 2 of the
            4-way handshake. wpa_supplicant and iwd send one.
            """,
        Next = "Report it to the vendor of the STA's driver or supplicant, with the version and both frames. Expect status 53.",
        Values = [("pmkid_count", "PMKID Count of the Reassociation Request")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        if (e.Association is not { AuthenticationAlgorithm: null or Authentication.FastBssTransition } association
            || !FtFrames.TryGetFte(association, e.Frame, out Element fteElement, out Fte fte) || !fte.Mic.ContainsAnyExcept((byte)0))
        {
            return;
        }

        if (!e.Frame.Elements.TryFind(ElementId.Rsne, out Element element))
        {
            if (FtFrames.IsWhole(e.Frame))
            {
                report.Add(Info, "The Reassociation Request has an FTE with a MIC but no RSNE, which must carry PMKR1Name.",
                    new Detail { Octets = FtFrames.Octets(fteElement) });
            }

            return;
        }

        Rsne rsne = Rsne.ReadLenient(element.Body, out ParseError? error);
        if (!association.IsFtReassociation || (error is not null && rsne.PmkidCount is null))
        {
            return;
        }

        int count = rsne.PmkidCount ?? 0;
        if (count != 1)
        {
            report.Add(Info, $"The FT Reassociation Request lists {M2Pmkids.Words(count)} instead of exactly one, PMKR1Name.", new Detail
            {
                Octets = FtFrames.Octets(element),
                Values = [FindingValue.Of("pmkid_count", count)],
            });
        }
        else if (rsne.PmkidsThere == 1 && RequestWithPmkR0Name(association, rsne.Pmkid(0)) is { } request)
        {
            report.Add(Info, $"The FT Reassociation Request carries PMKID {FtFrames.Short(rsne.Pmkid(0))}, the PMKR0Name of the FT "
                + $"request, instead of PMKR1Name.", new Detail
                {
                    Octets = (element.BodyOffset + rsne.PmkidOffset(0), Rsne.PmkidSize),
                    Related = [new RelatedFrame(request.Ref, "FT request with the same PMKID")],
                    Values = [FindingValue.Of("pmkid_count", count)],
                });
        }
    }

    private static StoredFrame? RequestWithPmkR0Name(Association association, ReadOnlySpan<byte> pmkid)
    {
        foreach (StoredFrame request in association.Ft.Requests)
        {
            if (request.Elements.TryFind(ElementId.Rsne, out Element element) && Rsne.ReadLenient(element.Body) is { PmkidCount: 1 } rsne
                && rsne.ContainsPmkid(pmkid))
            {
                return request;
            }
        }

        return null;
    }
}
