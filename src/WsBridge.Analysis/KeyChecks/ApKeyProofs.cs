using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Looks for the proof that an AP has a key.</summary>
internal static class ApKeyProofs
{
    /// <summary>The key was delivered, named or used, in this order.</summary>
    /// <param name="association">STA and AP.</param>
    /// <param name="handshake">The handshake.</param>
    /// <param name="key">The key, of which the MIC of message 2 is.</param>
    /// <param name="delivered">The key that RADIUS delivered in this attempt; null when none is known.</param>
    /// <param name="network">What is known of the SSID.</param>
    public static ApKeyProof Of(Association association, Handshake handshake, KnownKey key, KnownKey? delivered, NetworkKeys network) =>
        delivered == key ? ApKeyProof.Delivered
        : IsNamed(association, handshake, key, network) ? ApKeyProof.Named
        : association.Bss.KeyUsed == key ? ApKeyProof.Used
        : association is { Akm.IsPsk: true, Bss.KeyUsed: not null } ? ApKeyProof.OtherUsed
        : network.OfAp == key ? ApKeyProof.UsedElsewhere
        : association is { SaeConfirm: not null, Akm.IsSae: true } ? ApKeyProof.Confirmed
        : ApKeyProof.None;

    private static bool IsNamed(Association association, Handshake handshake, KnownKey key, NetworkKeys network) =>
        handshake.M1 is [.., var message1] && association.Akm is { } akm && message1.Kdes.TryFind(KdeType.Pmkid, out Kde kde)
        && MldAddresses.Of(association, null) is var (ap, sta) && PmkidDerivation.Makes(kde.Data, key, akm, network, ap, sta);
}
