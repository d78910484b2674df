using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Configuration;
using WsBridge.Analysis.Rules.FastTransition;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>The RSNE (with WPA the WPA element) of message 3 beside that of Beacon and Probe Response: the same question with FT and without, of which each has a rule.</summary>
internal static class M3RsneAgainstBeacon
{
    /// <summary>The values of both rules.</summary>
    public static readonly IReadOnlyList<(string Key, string Meaning)> Values =
        [("fields", "fields that differ"), ("message3", "body of the RSNE (the WPA element) of message 3, empty when it carries none"), ("beacon", "that of the Beacon or Probe Response"), ("key", "where the key is from; absent with WPA")];

    /// <summary>
    /// Reports a difference in more than PMKIDs. With RSN overriding the AP shows several RSNEs, and which one it repeats depends on the STA.
    /// One that equals either Beacon or Probe Response is none: that those differ is another rule's.
    /// </summary>
    public static void Check(RuleContext context, RuleInfo rule, bool isFt)
    {
        if (!isFt && context.Message is { Key.DescriptorType: EapolKey.WpaDescriptor } message)
        {
            CheckWpa(context, rule, message);
            return;
        }

        if (!M3InClear.TryGet(context, out Association? association, out _, out Kdes kdes) || association.Akm is not { } akm || akm.IsFt != isFt
            || context.Bss.Beacon is not { } beacon || !BeaconFrames.TryGetRsne(beacon, out Element announced, out Rsne offered)
            || BeaconFrames.HasOverride(beacon.Elements) || !IsOfSsid(beacon, association))
        {
            return;
        }

        Rsne sent = default;
        bool isThere = kdes.TryFindElement(ElementId.Rsne, out Element element);
        if (isThere && !Rsne.TryParse(element.Body, out sent, out _))
        {
            return;
        }

        RsneFields fields = isThere ? BeaconFrames.Differences(sent, offered, beacon.Elements) : RsneFields.None;
        if ((isThere && fields == RsneFields.None) || (isThere && context.Bss.LatestOfOtherKind is { } other
            && (!BeaconFrames.TryGetRsne(other, out _, out Rsne otherwise) || BeaconFrames.Differences(sent, otherwise, other.Elements) == RsneFields.None)))
        {
            return;
        }

        string source = context.Keys!.Source ?? "";
        string kind = BeaconFrames.Word(beacon);
        string what = isThere ? $"RSNE of message 3, decrypted: {RsneWords.First(fields, sent)}; of the {kind}: {RsneWords.First(fields, offered)}" : $"Message 3, decrypted, carries no RSNE; the {kind} does";
        context.Report(rule, $"{what} (key: {source}).", new Detail
        {
            Related = [new RelatedFrame(beacon.Ref, $"{kind} with the other RSNE")],
            Values =
            [
                FindingValue.Of("fields", isThere ? RsneWords.Of(fields) : "all"),
                FindingValue.Of("message3", Convert.ToHexStringLower(element.Body)),
                FindingValue.Of("beacon", Convert.ToHexStringLower(announced.Body)),
                FindingValue.Of("key", source),
            ],
        });
    }

    /// <summary>WPA: message 3 carries the WPA element in the clear, so that its first transmission can be compared without a key.</summary>
    private static void CheckWpa(RuleContext context, RuleInfo rule, HandshakeFrame message)
    {
        if (context.Association is not { HandshakeCount: 1, Handshake.M3.Count: 1 } association || message.Frame.IsCutOff || message.IsEncrypted || message.Kdes is not { Error: null }
            || context.Bss.Beacon is not { } beacon || !IsOfSsid(beacon, association) || !TryGetWpa(beacon, out Element announced, out Rsne offered))
        {
            return;
        }

        if (!message.TryGetWpa(out Element element, out _) || !SecurityElement.TryParse(element, out Rsne sent))
        {
            return;
        }

        RsneFields fields = Rsne.Differences(sent, offered, ignorePmkids: true);
        if (fields == RsneFields.None
            || (context.Bss.LatestOfOtherKind is { } other && (!TryGetWpa(other, out _, out Rsne otherwise) || Rsne.Differences(sent, otherwise, ignorePmkids: true) == RsneFields.None)))
        {
            return;
        }

        string kind = BeaconFrames.Word(beacon);
        context.Report(rule, $"WPA element of message 3: {RsneWords.First(fields, sent)}; of the {kind}: {RsneWords.First(fields, offered)}.", new Detail
        {
            Octets = (element.Offset, element.Octets.Length),
            Related = [new RelatedFrame(beacon.Ref, $"{kind} with the other WPA element")],
            Values =
            [
                FindingValue.Of("fields", RsneWords.Of(fields)),
                FindingValue.Of("message3", Convert.ToHexStringLower(element.Body)),
                FindingValue.Of("beacon", Convert.ToHexStringLower(announced.Body)),
            ],
        });
    }

    private static bool TryGetWpa(StoredFrame beacon, out Element element, out Rsne fields)
    {
        fields = default;
        return WpaElement.TryFind(beacon.Elements, out element, out _) && FtFrames.IsWhole(beacon) && SecurityElement.TryParse(element, out fields);
    }

    /// <summary>The Beacon hides the SSID or names the one of the association. Old APs answer for several SSIDs under one BSSID.</summary>
    private static bool IsOfSsid(StoredFrame beacon, Association association) =>
        !SsidOf.Frame(beacon, out ReadOnlySpan<byte> named) || !named.ContainsAnyExcept((byte)0) || !SsidOf.Frame(association.Request, out ReadOnlySpan<byte> asked) || named.SequenceEqual(asked);
}
