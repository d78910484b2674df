using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>What the rules on the four FT frames read and print alike.</summary>
internal static class FtFrames
{
    /// <summary>MLO counts and repeats elements per link: the Multi-Link element says that it is in use.</summary>
    private const byte MultiLinkExtension = 107;

    /// <summary>Text of a key holder that is longer is shortened, or it would push the rest of a message out of sight.</summary>
    private const int MaxText = 28;

    /// <summary>Every element was captured and can be read, so that one that is not found is absent.</summary>
    public static bool IsWhole(StoredFrame frame) => !frame.IsCutOff;

    /// <summary>Why the FTE of a request cannot be read, in words.</summary>
    public static string MissingFte(StoredFrame request) => request.PresenceOf(ElementId.Fte) switch
    {
        Presence.Absent => "the request has no FTE",
        Presence.CutOff => "the capture cut off the request before its FTE",
        _ => "the FTE of the request cannot be read",
    };

    /// <summary>The FTE of a frame of this attempt.</summary>
    public static bool TryGetFte(Association association, StoredFrame frame, out Element element, out Fte fte) =>
        FtExchange.TryGetFte(frame.Elements, association.Akm, out element, out fte);

    /// <summary>Multi-Link operation.</summary>
    public static bool IsMultiLink(StoredFrame frame) => frame.Elements.TryFindExtension(MultiLinkExtension, out _);

    /// <summary>A response of status 0 of this attempt with these nonces; null when none was captured.</summary>
    public static StoredFrame? ResponseWithNonces(Association association, in Fte fte)
    {
        foreach (StoredFrame response in association.Ft.Responses)
        {
            if (FtExchange.StatusOf(response) == 0 && TryGetFte(association, response, out _, out Fte answered)
                && answered.ANonce.SequenceEqual(fte.ANonce) && answered.SNonce.SequenceEqual(fte.SNonce))
            {
                return response;
            }
        }

        return null;
    }

    /// <summary>
    /// The AP answered one FT request twice: the latest response of status 0 with this SNonce and another ANonce than the one that the
    /// STA uses, which is of an earlier response. An AP keeps the latest ANonce only.
    /// </summary>
    public static bool TryGetRace(Association association, in Fte reassociation, out StoredFrame used, out StoredFrame latest)
    {
        used = latest = null!;
        for (int i = association.Ft.Responses.Count - 1; i >= 0; i--)
        {
            StoredFrame response = association.Ft.Responses[i];
            if (FtExchange.StatusOf(response) != 0 || !TryGetFte(association, response, out _, out Fte fte)
                || !fte.SNonce.SequenceEqual(reassociation.SNonce))
            {
                continue;
            }

            if (fte.ANonce.SequenceEqual(reassociation.ANonce))
            {
                used = response;
                return latest is not null;
            }

            latest ??= response;
        }

        return false;
    }

    /// <summary>A field of an FTE as octets of the frame; null where it lies in a Fragment element.</summary>
    public static (int Offset, int Length)? Octets(in Element element, int offset, int length) =>
        offset + length <= element.Body.Length ? (element.BodyOffset + offset, length) : null;

    /// <summary>The whole element.</summary>
    public static (int Offset, int Length) Octets(in Element element) => (element.Offset, element.Octets.Length);

    /// <inheritdoc cref="ShortHex.Of(ReadOnlySpan{byte})"/>
    public static string Short(ReadOnlySpan<byte> octets) => ShortHex.Of(octets);

    /// <inheritdoc cref="ShortHex.Of(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static string Short(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> other) => ShortHex.Of(octets, other);

    /// <summary>All octets.</summary>
    public static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(octets);

    /// <summary>R0KH-ID in quotes and printable form, shortened.</summary>
    public static string KeyHolder(ReadOnlySpan<byte> r0khId)
    {
        string text = Ssid.ToText(r0khId);
        int length = r0khId.Length;
        while (text.Length > MaxText)
        {
            text = Ssid.ToText(r0khId[..--length]);
        }

        return length < r0khId.Length ? $"\"{text}…\"" : $"\"{text}\"";
    }

    /// <summary>R0KH-ID of an FTE in words.</summary>
    public static string R0khWords(in Fte fte) =>
        fte.TryGetR0khId(out ReadOnlySpan<byte> r0khId) ? $"R0KH-ID {KeyHolder(r0khId)}" : "no R0KH-ID";

    /// <summary>R1KH-ID of an FTE in words.</summary>
    public static string R1khWords(in Fte fte) => fte.TryGetR1khId(out MacAddress r1khId) ? $"R1KH-ID {r1khId}" : "no R1KH-ID";

    /// <summary>Both name the same key holder, or neither names one.</summary>
    public static bool SameR0kh(in Fte a, in Fte b) =>
        a.TryGetR0khId(out ReadOnlySpan<byte> first) == b.TryGetR0khId(out ReadOnlySpan<byte> second) && first.SequenceEqual(second);

    /// <summary>Both name the same key holder, or neither names one.</summary>
    public static bool SameR1kh(in Fte a, in Fte b) =>
        a.TryGetR1khId(out MacAddress first) == b.TryGetR1khId(out MacAddress second) && first == second;
}
