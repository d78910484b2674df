using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT request or response has no MDE, or one of another mobility domain than it should.</summary>
/// <remarks>
/// A response that answers for another domain than it was asked is an error. That request or response do not agree with the Beacon is a
/// note: a client may try an AP of another domain, and whether that fails is told by the status.
/// </remarks>
internal sealed class FtAuthMdid : IRule<FtRequestReceived>, IRule<FtResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-033", "ft-auth-mdid", Severity.Error, ExpertGroup.Protocol, Fault.Unknown,
        "An FT request or response has no MDE, or names another mobility domain.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.FtFirstMessage,
        Explanation = """
            FT moves within one mobility domain, and both messages name it in an MDE.
            Without the MDE, or with a response for another domain than the request, FT cannot succeed.
            An MDID that the target AP does not advertise is a note: a client may ask an AP of another domain, and the AP decides.
            MDIDs are shown in the order of their octets on air; Wireshark swaps them.
            """,
        Implementations = """
            hostapd answers status 54 ("Invalid MDIE") to an MDE that is missing or of another domain; wpa_supplicant drops such a response.
            Both compare the MDID alone.
            """,
        Next = """
            Missing MDE: report it to the sender's vendor.
            Another MDID: check that all APs of the SSID are configured with the same mobility domain.
            """,
        Values =
        [
            ("mdid", "MDID of the frame, in the order on air"),
            ("expected", "MDID of the request or of the Beacon"),
            ("compared_with", "request or beacon"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report) => Check(e.Association, e.Frame, report, isRequest: true);

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report) => Check(e.Association, e.Frame, report, isRequest: false);

    private void Check(Association association, StoredFrame frame, in Report report, bool isRequest)
    {
        if (!isRequest && !FtFirstExchange.IsAccepted(frame))
        {
            return;
        }

        Fault sender = isRequest ? Fault.Sta : Fault.Ap;
        if (!FtFirstExchange.TryGetMde(frame, out Element element, out Mde mde))
        {
            if (FtFrames.IsWhole(frame) && !frame.Elements.TryFind(ElementId.Mde, out _))
            {
                report.Add(Info, $"The {FtFirstExchange.NameOf(frame, isRequest)} has no MDE{ExpectedOf(association.Bss)}.",
                    new Detail { Fault = sender });
            }

            return;
        }

        if (!isRequest && FtFirstExchange.RequestOf(association, frame) is { } request
            && FtFirstExchange.TryGetMde(request, out _, out Mde asked) && asked.Mdid != mde.Mdid)
        {
            report.Add(Info, Words(frame, isRequest, mde.Mdid, "the request", asked.Mdid), new Detail
            {
                Severity = Severity.Error,
                Fault = sender,
                Octets = FtFrames.Octets(element),
                Related = [new RelatedFrame(request.Ref, "FT request with the mobility domain asked for")],
                Values = Values(mde.Mdid, asked.Mdid, "request"),
            });
        }
        else if (association.Bss.Beacon is { } beacon && FtFirstExchange.TryGetMde(beacon, out _, out Mde announced)
            && announced.Mdid != mde.Mdid)
        {
            report.Add(Info, Words(frame, isRequest, mde.Mdid, "the Beacon of the target AP", announced.Mdid), new Detail
            {
                Severity = Severity.Note,
                Fault = Fault.Unknown,
                Octets = FtFrames.Octets(element),
                Related = [new RelatedFrame(beacon.Ref, "Beacon or Probe Response of the target AP")],
                Values = Values(mde.Mdid, announced.Mdid, "beacon"),
            });
        }
    }

    private static string ExpectedOf(Bss bss) =>
        bss.Beacon is { } beacon && FtFirstExchange.TryGetMde(beacon, out _, out Mde announced)
            ? $"; the target AP advertises mobility domain {announced.Mdid}"
            : "";

    private static string Words(StoredFrame frame, bool isRequest, Mdid seen, string where, Mdid expected) =>
        $"The {FtFirstExchange.NameOf(frame, isRequest)} names mobility domain {seen}, {where} {expected}.";

    private static FindingValue[] Values(Mdid seen, Mdid expected, string comparedWith) =>
    [
        FindingValue.Of("mdid", seen.ToString()),
        FindingValue.Of("expected", expected.ToString()),
        FindingValue.Of("compared_with", comparedWith),
    ];
}
