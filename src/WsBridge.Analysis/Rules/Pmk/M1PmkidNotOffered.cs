using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>The AP skipped EAP and message 1 names no PMKID that the client offered.</summary>
internal sealed class M1PmkidNotOffered : IRule<Message1Received>
{
    /// <summary>
    /// Message 1 came so soon after the response that no EAP authentication can have run in between without being captured.
    /// </summary>
    private const double TooSoonForEapMilliseconds = 50;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-008", "m1-pmkid-not-offered", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "Message 1 selects a PMKSA that the client did not offer.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.Message1,
        Explanation = """
            When the client offers PMKIDs and the AP goes straight to message 1, the PMKID in it names the PMKSA to use.
            A PMKID that the client did not offer leaves it without a key.
            A note when message 1 names none or an all-zero one, which some APs always do, and under FT-EAP, where APs derive it in several
            ways.
            Checked only with an association response of status 0 less than 50 ms before and no EAP in between.
            """,
        Implementations = """
            wpa_supplicant answers with EAPOL-Start instead of message 2; iwd gives up (unspecified error). hostapd names the PMKID of the
            cached PMKSA.
            """,
        Next = """
            Check what the client does next: EAPOL-Start or silence means that it does not know this PMKSA.
            Check key caching between the APs.
            """,
        Values =
        [
            ("pmkid", "PMKID in message 1 in hexadecimal; absent when it names none"),
            ("offered", "PMKIDs in the association request"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        if (e.Association is not { FirstEap: null, Akm: { Is8021X: true } akm, Response: { } response } association
            || e.Message is not { Frame.IsCutOff: false, IsEncrypted: false } message
            || !Offer.IsFirstMessage1(association) || association.ResponseStatus != 0
            || message.Frame.MillisecondsSince(response) is < 0 or > TooSoonForEapMilliseconds
            || !Offer.TryGet(association, out StoredFrame request, out Rsne offered))
        {
            return;
        }

        bool named = message.Kdes.TryFind(KdeType.Pmkid, out Kde kde) && kde.Data.Length == Rsne.PmkidSize;
        if ((named && offered.ContainsPmkid(kde.Data)) || (!named && message.Kdes.Error is not null))
        {
            return;
        }

        bool sure = named && kde.Data.ContainsAnyExcept((byte)0);
        string what = sure
            ? $"PMKID {ShortHex.Of(kde.Data, offered.PmkidsThere == 1 ? offered.Pmkid(0) : default)}"
            : named ? "an all-zero PMKID"
            : "no PMKID";
        string there = offered.PmkidsThere == 1
            ? ShortHex.Of(offered.Pmkid(0), sure ? kde.Data : default)
            : $"{offered.PmkidsThere} others";
        report.Add(Info, $"Message 1 names {what}; the client offered {there}, and no EAP ran in between.", new Detail
        {
            Severity = sure && !akm.IsFt ? Severity.Warn : Severity.Note,
            Octets = named ? (kde.DataOffset, kde.Data.Length) : null,
            Related = [new RelatedFrame(request.Ref, "association request with the PMKIDs offered")],
            Values = named
                ? [FindingValue.Of("pmkid", Convert.ToHexStringLower(kde.Data)), FindingValue.Of("offered", offered.PmkidsThere)]
                : [FindingValue.Of("offered", offered.PmkidsThere)],
        });
    }
}
