using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>
/// The PMKIDs that a STA offers in its (Re)Association Request beside the one that message 1 names: what several rules compare.
/// </summary>
internal static class Offer
{
    /// <summary>
    /// The PMKIDs of the request; false when it was not captured whole, offers none, or belongs to the FT protocol, where the list holds
    /// PMKR1Name.
    /// </summary>
    public static bool TryGet(Association association, out StoredFrame request, out Rsne rsne)
    {
        request = association.Request!;
        rsne = default;
        return request is { IsCutOff: false } && !association.IsFtProtocol && association.TryGetRequestRsne(out _, out rsne)
            && rsne.PmkidsThere > 0;
    }

    /// <summary>This is the first message 1 after the (Re)Association Request.</summary>
    public static bool IsFirstMessage1(Association association) =>
        association is { HandshakeCount: 1, Handshake: { M1.Count: 1, M2.Count: 0 } };

    /// <summary>The first message 1 names a PMKID that the client offered, and neither EAP nor SAE was run so far.</summary>
    public static bool TryGetHit(in Message1Received e, out StoredFrame request, out Kde kde)
    {
        request = null!;
        kde = default;
        return IsFirstMessage1(e.Association) && TryGetHit(e.Association, e.Message, out request, out kde);
    }

    /// <summary>A message 1 names a PMKID that the client offered, and neither EAP nor SAE was run so far.</summary>
    public static bool TryGetHit(Association association, HandshakeFrame message1, out StoredFrame request, out Kde kde)
    {
        request = null!;
        kde = default;
        return association is
        {
            FirstEap: null, Akm: { IsPsk: false }, AuthenticationAlgorithm: not Authentication.Sae,
            ResponseStatus: null or 0
        }
            && TryGet(association, out request, out Rsne offered)
            && message1.Kdes.TryFind(KdeType.Pmkid, out kde) && kde.Data.Length == Rsne.PmkidSize && offered.ContainsPmkid(kde.Data);
    }

    /// <summary>A PMKID in a sentence: its first octets, enough to tell it from others.</summary>
    public static string Short(ReadOnlySpan<byte> pmkid) => ShortHex.Of(pmkid);
}
