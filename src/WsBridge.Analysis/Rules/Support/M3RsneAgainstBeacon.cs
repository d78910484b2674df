using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>
/// The RSNE (with WPA the WPA element) of message 3 beside that of Beacon and Probe Response: the same question with FT and without, of
/// which each has a rule.
/// </summary>
internal static class M3RsneAgainstBeacon
{
    /// <summary>The values of both rules.</summary>
    public static readonly IReadOnlyList<(string Key, string Meaning)> Values =

        [
            ("fields", "fields that differ"),
            ("message3", "body of the RSNE (the WPA element) of message 3, empty when it carries none"),
            ("beacon", "that of the Beacon or Probe Response"),
            ("key", "where the key is from; absent with WPA"),
        ];

    /// <summary>
    /// Reports a difference in more than PMKIDs, of each link where there are several. With RSN overriding too message 3 has the RSNE of
    /// the Beacon. One that equals either Beacon or Probe Response is none: that those differ is another rule's.
    /// </summary>
    public static void Check(in Message3Received e, in Report report, RuleInfo rule, bool isFt)
    {
        if (!isFt && e.Message.Key.DescriptorType == EapolKey.WpaDescriptor)
        {
            CheckWpa(e, report, rule);
            return;
        }

        Association association = e.Association;
        if (!M3InClear.TryGetAnyLink(e, out Kdes kdes) || association.Akm is not { } akm || akm.IsFt != isFt)
        {
            return;
        }

        foreach (M3Announcement sent in M3Announcement.Of(association, kdes))
        {
            if (sent.Bss.Beacon is { } beacon && BeaconFrames.TryGetRsne(beacon, out Element announced, out Rsne offered)
                && IsOfSsid(beacon, association))
            {
                Check(report, rule, e.Keys?.Source ?? "", sent, beacon, announced, offered);
            }
        }
    }

    private static void Check(
        in Report report, RuleInfo rule, string source, M3Announcement message, StoredFrame beacon, in Element announced, in Rsne offered)
    {
        Rsne sent = default;
        bool isThere = message.Rsne is not null;
        bool isBroken = message.Rsne is { } body && !Rsne.TryParse(body, out sent, out _); // no Beacon has such a one, see above
        RsneFields fields = isThere && !isBroken ? BeaconFrames.Differences(sent, offered, beacon.Elements) : RsneFields.None;
        if ((isThere && !isBroken && (fields == RsneFields.None || IsOfOtherFrame(message, sent))) || IsOverriding(message, beacon))
        {
            return;
        }

        string kind = BeaconFrames.Word(beacon);
        string what = !isThere ? $"{message.Words}, decrypted, has no RSNE; the {kind} has one"
            : isBroken ? $"the RSNE of {message.Words}, decrypted, has {message.Rsne!.Length} octets and ends in the middle of a field; "
                + $"the one in the {kind} has {announced.Body.Length}"
            : $"the RSNE of {message.Words}, decrypted, has {RsneText.FirstField(fields, sent)}; the {kind} has "
                + $"{RsneText.FirstField(fields, offered)}";
        report.Add(rule, $"{char.ToUpperInvariant(what[0])}{what[1..]} (key: {source}).", new Detail
        {
            Related = [new RelatedFrame(beacon.Ref, $"{kind} with the other RSNE")],
            Values =
            [
                FindingValue.Of("fields", !isThere ? "all" : isBroken ? "end" : RsneText.FieldNames(fields)),
                FindingValue.Of("message3", Convert.ToHexStringLower(message.Rsne ?? [])),
                FindingValue.Of("beacon", Convert.ToHexStringLower(announced.Body)),
                FindingValue.Of("key", source),
            ],
        });
    }

    /// <summary>It is the RSNE of a Probe Response where the latest frame is a Beacon, or the other way round.</summary>
    private static bool IsOfOtherFrame(M3Announcement message, in Rsne sent) => message.Bss.LatestOfOtherKind is { } other
        && (!BeaconFrames.TryGetRsne(other, out _, out Rsne otherwise)
        || BeaconFrames.Differences(sent, otherwise, other.Elements) == RsneFields.None);

    /// <summary>An AP may repeat the RSNE that overriding puts in force.</summary>
    private static bool IsOverriding(M3Announcement message, StoredFrame beacon) => message.Rsne is { } body
        && ((RsnOverriding.TryFind(beacon.Elements, RsnOverriding.Rsne, out ReadOnlySpan<byte> first) && first.SequenceEqual(body))
            || (RsnOverriding.TryFind(beacon.Elements, RsnOverriding.Rsne2, out ReadOnlySpan<byte> second) && second.SequenceEqual(body)));

    /// <summary>
    /// WPA: message 3 carries the WPA element in the clear, so that its first transmission can be compared without a key.
    /// </summary>
    private static void CheckWpa(in Message3Received e, in Report report, RuleInfo rule)
    {
        (Association association, HandshakeFrame message) = (e.Association, e.Message);
        if (association.HandshakeCount != 1 || e.Handshake.M3.Count != 1 || message.Frame.IsCutOff || message.IsEncrypted
            || message.Kdes is not { Error: null }
            || association.Bss.Beacon is not { } beacon || !IsOfSsid(beacon, association)
            || !TryGetWpa(beacon, out Element announced, out Rsne offered))
        {
            return;
        }

        if (!message.TryGetWpa(out Element element, out _) || !SecurityElement.TryParse(element, out Rsne sent))
        {
            return;
        }

        RsneFields fields = Rsne.Differences(sent, offered, ignorePmkids: true);
        if (fields == RsneFields.None
            || (association.Bss.LatestOfOtherKind is { } other
            && (!TryGetWpa(other, out _, out Rsne otherwise) || Rsne.Differences(sent, otherwise, ignorePmkids: true) == RsneFields.None)))
        {
            return;
        }

        string kind = BeaconFrames.Word(beacon);
        report.Add(rule, $"The WPA element of message 3 has {RsneText.FirstField(fields, sent)}; the {kind} has "
            + $"{RsneText.FirstField(fields, offered)}.", new Detail
            {
                Octets = (element.Offset, element.Octets.Length),
                Related = [new RelatedFrame(beacon.Ref, $"{kind} with the other WPA element")],
                Values =
                [
                    FindingValue.Of("fields", RsneText.FieldNames(fields)),
                    FindingValue.Of("message3", Convert.ToHexStringLower(element.Body)),
                    FindingValue.Of("beacon", Convert.ToHexStringLower(announced.Body)),
                ],
            });
    }

    private static bool TryGetWpa(StoredFrame beacon, out Element element, out Rsne fields)
    {
        fields = default;
        return WpaElement.TryFind(beacon.Elements, out element, out _) && FtFrames.IsWhole(beacon)
            && SecurityElement.TryParse(element, out fields);
    }

    /// <summary>The Beacon hides the SSID or names the one of the association. Old APs answer for several SSIDs under one BSSID.</summary>
    internal static bool IsOfSsid(StoredFrame beacon, Association association) =>
        !SsidReader.Frame(beacon, out ReadOnlySpan<byte> named) || !named.ContainsAnyExcept((byte)0)
        || !SsidReader.Frame(association.Request, out ReadOnlySpan<byte> asked) || named.SequenceEqual(asked);
}
