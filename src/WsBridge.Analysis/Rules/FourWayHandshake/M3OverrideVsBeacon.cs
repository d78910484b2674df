using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>A client uses RSN overriding, and message 3 repeats other overriding elements than the Beacon has.</summary>
internal sealed class M3OverrideVsBeacon : IRule<Message3Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-023", "m3-override-vs-beacon", Severity.Error, ExpertGroup.Security, Fault.Ap,
        "The RSN overriding elements of message 3 differ from those of the Beacon.")
    {
        Explanation = """
            APs with RSN overriding (Wi-Fi Alliance, WPA3 Specification 3.4) advertise what new clients should use in an RSNE Override, an
            RSNE Override 2 and an RSNXE Override, which nothing protects in the Beacon.
            To a client that has sent an RSN Selection element message 3 repeats all of them under MIC and encryption, so that it detects a
            downgrade.
            A difference is an attack, or an AP whose configuration and Beacon do not match.
            Not reported without a key that verifies the MIC, for a client without RSN Selection, where no Beacon was captured, or where
            Beacon or Probe Response carries the same.
            """,
        Implementations = "wpa_supplicant 2.12 and later ends the handshake with reason 17.",
        Next = M3RsneVsBeacon.Mend,
        Values =
        [
            ("element", "RSNE Override, RSNE Override 2 or RSNXE Override"),
            ("message3", "what it carries in message 3, in hexadecimal, empty when it is not there"),
            ("beacon", "the same of the Beacon or Probe Response"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        Association association = e.Association;
        if (!M3InClear.TryGetAnyLink(e, out Kdes kdes) || association.Request is not { } request
            || RsnOverriding.SelectionOf(request.Elements) is null)
        {
            return;
        }

        foreach (M3Announcement sent in M3Announcement.Of(association, kdes))
        {
            if (sent.Bss.Beacon is not { } beacon || !FtFrames.IsWhole(beacon) || !M3RsneAgainstBeacon.IsOfSsid(beacon, association))
            {
                continue;
            }

            foreach (byte type in (ReadOnlySpan<byte>)[RsnOverriding.Rsne, RsnOverriding.Rsne2, RsnOverriding.Rsnxe])
            {
                if (!AreSame(sent, type, beacon) && !(sent.Bss.LatestOfOtherKind is { } other && AreSame(sent, type, other)))
                {
                    Report(e, report, sent, type, beacon);
                }
            }
        }
    }

    private static bool AreSame(M3Announcement sent, byte type, StoredFrame beacon)
    {
        bool isSent = sent.Overriding.TryGetValue(type, out byte[]? body);
        return RsnOverriding.TryFind(beacon.Elements, type, out ReadOnlySpan<byte> announced)
            ? isSent && announced.SequenceEqual(body)
            : !isSent;
    }

    private void Report(in Message3Received e, in Report report, M3Announcement sent, byte type, StoredFrame beacon)
    {
        string source = e.Keys!.Source ?? "";
        string kind = BeaconFrames.Word(beacon);
        string name = RsnOverriding.NameOf(type);
        bool isAnnounced = RsnOverriding.TryFind(beacon.Elements, type, out ReadOnlySpan<byte> announced);
        bool isSent = sent.Overriding.TryGetValue(type, out byte[]? body);
        string what = !isSent ? $"{sent.Words} lacks the {name} of the {kind}"
            : isAnnounced ? $"the {name} of {sent.Words}, decrypted, differs from the {kind}"
            : $"the {kind} lacks the {name} of {sent.Words}";
        report.Add(Info, $"{char.ToUpperInvariant(what[0])}{what[1..]} (key: {source}).", new Detail
        {
            Related = [new RelatedFrame(beacon.Ref, $"{kind} with other overriding elements")],
            Values =
            [
                FindingValue.Of("element", name),
                FindingValue.Of("message3", isSent ? Convert.ToHexStringLower(body!) : ""),
                FindingValue.Of("beacon", Convert.ToHexStringLower(announced)),
                FindingValue.Of("key", source),
            ],
        });
    }
}
