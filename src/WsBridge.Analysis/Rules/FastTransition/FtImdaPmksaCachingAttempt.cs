using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT initial mobility domain association under 802.1X takes its keys from a cached PMKSA instead of EAP.</summary>
/// <remarks>Nothing is wrong with it; few implementations have been tried with it, and some refuse message 2 then.</remarks>
internal sealed class FtImdaPmksaCachingAttempt : IRule<Message1Received>
{
    /// <summary>Message 1 follows the response within this time when no EAP is needed; later, the EAP may have been missed.</summary>
    private const double WithoutEapMilliseconds = 100;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-004", "ft-imda-pmksa-caching-attempt", Severity.Note, ExpertGroup.Sequence, Fault.None,
        "Client and AP use PMKSA caching for an FT initial mobility domain association.")
    {
        Clause = Clauses.FtEapPmkid,
        Explanation = """
            The client offered a cached PMKID and the AP started the 4-way handshake without EAP.
            This is allowed, but the standard describes it fully only since 2020, and it is rarely tested: a missing message 3 often starts
            here.
            Detected when message 1 names an offered PMKID, or comes within 100 ms of the association response with no EAP in between.
            """,
        Implementations = """
            wpa_supplicant leaves it off by default (ft_eap_pmksa_caching=0) to avoid trouble with APs. hostapd up to 2.8 (from its code)
            cannot derive the PTK then. hostapd up to 2.10 computes the PMKID with SHA-1 and later versions with SHA-256, so a new client
            and an old AP never agree on one.
            """,
        Next = "Check whether message 3 follows. If it does not, turn off PMKSA caching (OKC) for the client or update the AP.",
        Values =
        [
            ("offered", "PMKID Count of the association request"),
            ("after_ms", "milliseconds from the association response to message 1"),
            ("named", "1 when message 1 names a PMKID that was offered, else 0"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        HandshakeFrame message = e.Message;
        if (e.Association is not
            {
                IsFtInitial: true, FirstEap: null, HandshakeCount: 1, Akm.Is8021X: true, Response: { } response,
                Handshake.M1.Count: 1
            } association
            || association.AuthenticationAlgorithm is not (null or Authentication.OpenSystem)
            || message.Key.Information.Secure
            || !association.TryGetRequestRsne(out _, out Rsne requested) || requested.PmkidsThere == 0
            || association.ResponseStatus != StatusCodes.Success || !association.Request!.Elements.TryFind(ElementId.Mde, out _))
        {
            return;
        }

        double after = message.Frame.MillisecondsSince(response);
        bool named = message.Kdes.TryFind(KdeType.Pmkid, out Kde kde) && requested.ContainsPmkid(kde.Data);
        if (!named && after is < 0 or > WithoutEapMilliseconds)
        {
            return;
        }

        string how = named
            ? "message 1 names it"
            : string.Create(CultureInfo.InvariantCulture, $"message 1 came {after:0.0} ms after the response");
        report.Add(Info, $"The client offered {M2Pmkids.Words(requested.PmkidsThere)} and {how}, without EAP: it uses PMKSA caching in an "
            + $"FT initial association, a rarely tested combination.", new Detail
            {
                Related =
                [
                    new RelatedFrame(association.Request.Ref, "association request with the PMKIDs offered"),
                    .. PmkidText.Origins(message.Frame),
                ],
                Octets = named ? (kde.Element.Offset, kde.Element.Octets.Length) : null,
                Values =
                [
                    FindingValue.Of("offered", requested.PmkidsThere),
                    FindingValue.Of("after_ms", after),
                    FindingValue.Of("named", named ? 1 : 0),
                ],
            });
    }
}
