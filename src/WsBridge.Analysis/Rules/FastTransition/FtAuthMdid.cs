using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT request or response has no MDE, or one of another mobility domain than it should.</summary>
/// <remarks>
/// A response that answers for another domain than it was asked is an error. That request or response do not agree with the Beacon is a
/// note: a client may try an AP of another domain, and whether that fails is told by the status.
/// </remarks>
public sealed class FtAuthMdid : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-033", "ft-auth-mdid", Severity.Error, ExpertGroup.Protocol, Fault.Unknown, "An FT request or response has no MDE, or names another mobility domain.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.FtFirstMessage,
        Explanation = "FT moves within one mobility domain, and both messages name it in an MDE. Without the MDE, or with a response for another domain than the request, FT cannot succeed. "
            + "An MDID that the target AP does not advertise is a note: a client may ask an AP of another domain, and the AP decides. MDIDs are shown in the order of their octets on air; Wireshark swaps them.",
        Implementations = "hostapd answers status 54 (\"Invalid MDIE\") to an MDE that is missing or of another domain; wpa_supplicant drops such a response. Both compare the MDID alone.",
        Next = "Missing MDE: report it to the sender's vendor. Another MDID: check that all APs of the SSID are configured with the same mobility domain.",
        Values = [("mdid", "MDID of the frame, in the order on air"), ("expected", "MDID of the request or of the Beacon"), ("compared_with", "request or beacon")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.FtRequest | Moments.FtResponse;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        StoredFrame frame = context.Frame;
        bool isRequest = context.Moment == Moments.FtRequest;
        if (context.Association is not { } association || (!isRequest && !FtFirstExchange.IsAccepted(frame)))
        {
            return;
        }

        Fault sender = isRequest ? Fault.Sta : Fault.Ap;
        if (!FtFirstExchange.TryGetMde(frame, out Element element, out Mde mde))
        {
            if (FtFrames.IsWhole(frame) && !frame.Elements.TryFind(ElementId.Mde, out _))
            {
                context.Report(Info, $"The {FtFirstExchange.NameOf(frame, isRequest)} has no MDE{ExpectedOf(context.Bss)}.", new Detail { Fault = sender });
            }

            return;
        }

        if (!isRequest && FtFirstExchange.RequestOf(association, frame) is { } request && FtFirstExchange.TryGetMde(request, out _, out Mde asked) && asked.Mdid != mde.Mdid)
        {
            Report(context, element, mde.Mdid, asked.Mdid, Severity.Error, sender, "the request", "request", new RelatedFrame(request.Ref, "FT request with the mobility domain asked for"));
        }
        else if (context.Bss.Beacon is { } beacon && FtFirstExchange.TryGetMde(beacon, out _, out Mde announced) && announced.Mdid != mde.Mdid)
        {
            Report(context, element, mde.Mdid, announced.Mdid, Severity.Note, Fault.Unknown, "the Beacon of the target AP", "beacon", new RelatedFrame(beacon.Ref, "Beacon or Probe Response of the target AP"));
        }
    }

    private static string ExpectedOf(Bss bss) =>
        bss.Beacon is { } beacon && FtFirstExchange.TryGetMde(beacon, out _, out Mde announced) ? $"; the target AP advertises mobility domain {announced.Mdid}" : "";

    private void Report(RuleContext context, in Element element, Mdid seen, Mdid expected, Severity severity, Fault fault, string with, string comparedWith, RelatedFrame related) =>
        context.Report(Info, $"The {FtFirstExchange.NameOf(context.Frame, context.Moment == Moments.FtRequest)} names mobility domain {seen}, {with} {expected}.", new Detail
        {
            Severity = severity,
            Fault = fault,
            Octets = (element.Offset, element.Octets.Length),
            Related = [related],
            Values = [FindingValue.Of("mdid", seen.ToString()), FindingValue.Of("expected", expected.ToString()), FindingValue.Of("compared_with", comparedWith)],
        });
}
