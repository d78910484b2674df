using System.Text;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>Message 2 of an FT initial mobility domain association: what the rules about its elements have in common.</summary>
internal static class FtM2
{
    private const int MaxCharacters = 32;

    /// <summary>
    /// It is for the first keys of an initial association and can be read. A rekey sets Secure; it may belong to an association that the FT
    /// protocol established and of which the request was not captured.
    /// </summary>
    public static bool IsForFirstKeys(in Message2Received e) =>
        e is { Association.IsFtInitial: true, Message.IsEncrypted: false } && !e.Message.Key.Information.Secure;

    /// <summary>
    /// The handshake failed where PMKIDs beside PMKR1Name play a part: a rule of its own speaks for it, so that the general ones keep
    /// silent.
    /// </summary>
    public static bool IsRefusedOverPmkids(Association association, HandshakeEnd end) =>
        association.IsFtInitial && end.Stage == HandshakeStage.Message2Unanswered
        && M2Pmkids.TryRead(association, end.Handshake.M2[^1], out M2Pmkids pmkids)
        && (pmkids.Count is > 1 || pmkids.Offered is >= 1);

    /// <summary>
    /// The association response whose MDE and FTE message 2 repeats: the last one, successful and before message 1. Null when it was not
    /// captured, or when the capture leaves open which one the STA went by.
    /// </summary>
    public static StoredFrame? ResponseFor(Association association, HandshakeFrame message)
    {
        if (association is not { Response: { } response, Handshake: { } handshake, HandshakeCount: 1, ResponseStatus: StatusCodes.Success })
        {
            return null;
        }

        StoredFrame first = handshake.M1.Count > 0 ? handshake.M1[0].Frame : message.Frame;
        return response.Ref.Id < first.Ref.Id ? response : null;
    }

    /// <summary>A key holder identifier in printable form, shortened: up to 48 octets chosen by whoever transmits.</summary>
    public static string Shown(ReadOnlySpan<byte> identifier)
    {
        string text = Ssid.ToText(identifier);
        if (text.Length <= MaxCharacters)
        {
            return text;
        }

        int keep = char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
        return new StringBuilder(text, 0, keep, keep + 1).Append('…').ToString();
    }
}
