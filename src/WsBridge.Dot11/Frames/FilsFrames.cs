using WsBridge.Dot11.Keys;

namespace WsBridge.Dot11;

/// <summary>
/// The frames of FILS shared key authentication: nonces in the Authentication frames, and (Re)Association frames that are encrypted from
/// behind the FILS Session element on. IEEE Std 802.11-2020, 12.11.2.
/// </summary>
public static class FilsFrames
{
    /// <summary>Octets of a nonce.</summary>
    public const int NonceSize = 16;

    private const byte OciExtensionId = 54;
    private const byte NonceExtensionId = 13;
    private const byte KeyDeliveryExtensionId = 7;
    private const int RscSize = 8;

    /// <summary>The nonce of an Authentication frame; empty where there is none.</summary>
    public static ReadOnlySpan<byte> NonceOf(scoped in Elements elements) =>
        elements.TryFindExtension(NonceExtensionId, out Element nonce) && nonce.Body.Length >= NonceSize
            ? nonce.Body[..NonceSize]
            : default;

    /// <summary>Decrypts what follows the FILS Session element of a (Re)Association Request or Response.</summary>
    /// <param name="frame">The MAC header and body.</param>
    /// <param name="elements">Its elements, with offsets from the MAC header.</param>
    /// <param name="kek">The KEK.</param>
    /// <param name="ownNonce">The nonce of the side that sends it.</param>
    /// <param name="otherNonce">The nonce of the other side.</param>
    /// <returns>The MAC frame in the clear; null where the KEK is another one or nothing is encrypted.</returns>
    public static byte[]? Open(scoped in MacHeader frame, scoped in Elements elements, ReadOnlySpan<byte> kek,
        ReadOnlySpan<byte> ownNonce, ReadOnlySpan<byte> otherNonce)
    {
        if (!elements.TryFindExtension(FilsSession.ExtensionId, out Element session) || frame.Ta is not { } sender)
        {
            return null;
        }

        int end = session.Offset + session.Octets.Length;
        ReadOnlySpan<byte> octets = frame.Octets;
        if (octets.Length < end + AesSiv.Overhead)
        {
            return null;
        }

        byte[] clear = octets[..^AesSiv.Overhead].ToArray();
        return AesSiv.TryOpen(kek, octets[end..], clear.AsSpan(end), OctetsOf(sender), OctetsOf(frame.Ra), ownNonce.ToArray(),
            otherNonce.ToArray(), octets[frame.BodyOffset..end].ToArray())
            ? clear
            : null;
    }

    /// <summary>
    /// The OCI of a (Re)Association frame that was decrypted: an element of its own, or a KDE of the Key Delivery element. Empty where it
    /// has none.
    /// </summary>
    public static ReadOnlySpan<byte> OciOf(scoped in Elements elements)
    {
        if (elements.TryFindExtension(OciExtensionId, out Element oci))
        {
            return oci.Body;
        }

        return elements.TryFindExtension(KeyDeliveryExtensionId, out Element delivery)
            && elements.JoinedBody(delivery) is { Length: >= RscSize } body
            && new Kdes(body[RscSize..]).TryFind(KdeType.Oci, out Kde kde)
            ? kde.Data
            : default;
    }

    private static byte[] OctetsOf(MacAddress address)
    {
        byte[] octets = new byte[MacAddress.Size];
        address.CopyTo(octets);
        return octets;
    }
}
