using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>The PMKIDs that a STA offers in its (Re)Association Request beside the one that message 1 names: what several rules compare.</summary>
internal static class Offer
{
    /// <summary>The PMKIDs of the request; false when it was not captured whole, offers none, or belongs to the FT protocol, where the list holds PMKR1Name.</summary>
    public static bool TryGet(Association association, out StoredFrame request, out Rsne rsne)
    {
        request = association.Request!;
        rsne = default;
        return request is { IsCutOff: false } && !association.IsFtProtocol && association.TryGetRequestRsne(out _, out rsne) && rsne.PmkidsThere > 0;
    }

    /// <summary>This is the first message 1 after the (Re)Association Request.</summary>
    public static bool IsFirstMessage1(Association association) => association is { HandshakeCount: 1, Handshake: { M1.Count: 1, M2.Count: 0 } };

    /// <summary>A PMKID in a sentence: its first octets, enough to tell it from others.</summary>
    public static string Short(ReadOnlySpan<byte> pmkid) => $"{Convert.ToHexStringLower(pmkid[..Math.Min(4, pmkid.Length)])}…";
}
