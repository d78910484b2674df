using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 3 carries another RSNXE than Beacon and Probe Response, or one of them has none.</summary>
internal sealed class M3RsnxeVsBeacon : IRule<Message3Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-022", "m3-rsnxe-vs-beacon", Severity.Error, ExpertGroup.Security, Fault.Ap,
        "The RSNXE of message 3 differs from that of the Beacon.")
    {
        Clause = Clauses.Message3,
        Explanation = """
            As with the RSNE, message 3 repeats the RSNXE of the Beacon under MIC and encryption: the same octets, or none in both.
            A difference is an attack that removes capabilities such as SAE hash-to-element, or an AP whose configuration and Beacon do not
            match.
            In multi-link operation each link whose Beacon was captured is compared.
            Not reported without a key that verifies the MIC, where no Beacon was captured, or where Beacon or Probe Response carries the
            same RSNXE.
            """,
        Implementations = "wpa_supplicant ends the handshake with reason 17 (\"RSNXE mismatch\").",
        Next = M3RsneVsBeacon.Mend,
        Values =
        [
            ("message3", "body of the RSNXE of message 3 in hexadecimal, empty when it carries none"),
            ("beacon", "that of the Beacon or Probe Response"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        Association association = e.Association;
        if (!M3InClear.TryGetAnyLink(e, out Kdes kdes))
        {
            return;
        }

        foreach (M3Announcement sent in M3Announcement.Of(association, kdes))
        {
            if (sent.Bss.Beacon is { } beacon && FtFrames.IsWhole(beacon) && M3RsneAgainstBeacon.IsOfSsid(beacon, association)
                && !AreSame(sent, beacon)
                && !(sent.Bss.LatestOfOtherKind is { } other && AreSame(sent, other)))
            {
                Report(e, report, sent, beacon);
            }
        }
    }

    private static bool AreSame(M3Announcement sent, StoredFrame beacon) =>
        beacon.Elements.TryFind(ElementId.Rsnxe, out Element announced)
            ? sent.Rsnxe is { } body && announced.Body.SequenceEqual(body)
            : sent.Rsnxe is null;

    private void Report(in Message3Received e, in Report report, M3Announcement sent, StoredFrame beacon)
    {
        string source = e.Keys!.Source ?? "";
        string kind = BeaconFrames.Word(beacon);
        bool isAnnounced = beacon.Elements.TryFind(ElementId.Rsnxe, out Element announced);
        string there = isAnnounced ? Convert.ToHexStringLower(announced.Body) : "";
        string here = sent.Rsnxe is { } body ? Convert.ToHexStringLower(body) : "";
        string what = sent.Rsnxe is null ? $"{sent.Words} has no RSNXE; the {kind} has one ({there})"
            : isAnnounced ? $"the RSNXE of {sent.Words}, decrypted, is {here}; the {kind} has {there}"
            : $"{sent.Words} has an RSNXE ({here}); the {kind} has none";
        report.Add(Info, $"{char.ToUpperInvariant(what[0])}{what[1..]} (key: {source}).", new Detail
        {
            Related = [new RelatedFrame(beacon.Ref, $"{kind} with the other RSNXE")],
            Values = [FindingValue.Of("message3", here), FindingValue.Of("beacon", there), FindingValue.Of("key", source)],
        });
    }
}
