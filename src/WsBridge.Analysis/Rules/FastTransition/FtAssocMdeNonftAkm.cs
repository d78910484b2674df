using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A (Re)Association Request carries an MDE although no AKM it names is one of FT.</summary>
/// <remarks>Judged when the AP has answered: some APs invite it, and what the AP takes does no harm.</remarks>
internal sealed class FtAssocMdeNonftAkm : IRule<AssociationResponseReceived>
{
    private const ushort InvalidAkmp = 43;
    private const ushort InvalidMde = 54;

    internal const string Id = "WSB-FT-021";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(Id, "ft-assoc-mde-nonft-akm", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "A (Re)Association Request carries an MDE without an FT AKM.")
    {
        Milder = [Severity.Note],
        Explanation = """
            With RSN, an MDE requests FT, and the AKM must be an FT AKM too.
            An error where the AP refused with status 43 or 54, otherwise a note.
            Not reported where an AKM is unknown, because it may be an FT AKM.
            Wireshark itself marks the request (wlan.rsn.akms.mismatched); this is for the command line, and knows the answer.
            """,
        Implementations = "hostapd answers status 43 (\"Trying to use non-FT AKM suite, but MDIE included\").",
        Next = "Update the client's driver or supplicant. Until then use an SSID without 802.11r for it.",
        Values =
        [
            ("akm", "the first AKM of the request"),
            ("mdid", "MDID of the request, in the order on air"),
            ("status", "status of the response"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association is not { Request: { } request, ResponseStatus: { } status } association
            || !IsViolatedBy(association, out Mde mde, out Rsne rsne))
        {
            return;
        }

        bool refused = IsRefusalOverIt(status);
        string answer = status == StatusCodes.Success ? "the AP accepted it" : $"the AP refused it with status {status}";
        report.Add(Info, $"The {FtInitialResponse.RequestName(request)} names mobility domain {mde.Mdid} but selects {rsne.Akms[0]}, which "
            + $"is not an FT AKM; {answer}.", new Detail
            {
                Severity = refused ? Severity.Error : Severity.Note,
                About = [request],
                Related = [new RelatedFrame(request.Ref, "association request with MDE and AKM")],
                Values =
                [
                    FindingValue.Of("akm", rsne.Akms[0].ToString()),
                    FindingValue.Of("mdid", mde.Mdid.ToString()),
                    FindingValue.Of("status", status),
                ],
            });
    }

    /// <summary>The AP refused the request at hand over this.</summary>
    internal static bool Explains(Association association) =>
        association.ResponseStatus is { } status && IsRefusalOverIt(status) && IsViolatedBy(association, out _, out _);

    private static bool IsRefusalOverIt(ushort status) => status is InvalidAkmp or InvalidMde;

    private static bool IsViolatedBy(Association association, out Mde mde, out Rsne rsne)
    {
        mde = default;
        rsne = default;
        return association is { Akm.IsFt: false, Request: { } request } && FtFirstExchange.TryGetMde(request, out _, out mde)
            && association.TryGetRequestRsne(out _, out rsne) && rsne.AkmCount == rsne.Akms.Count && AreAllKnownAndNotFt(rsne.Akms);
    }

    private static bool AreAllKnownAndNotFt(AkmSuiteList akms)
    {
        for (int i = 0; i < akms.Count; i++)
        {
            if (akms[i].IsFt || akms[i].Name is null)
            {
                return false;
            }
        }

        return akms.Count > 0;
    }
}
