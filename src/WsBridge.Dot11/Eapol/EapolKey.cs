using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>Which message of which handshake an EAPOL-Key frame is.</summary>
public enum HandshakeMessage
{
    /// <summary>Neither: a request, an SMK message, another key descriptor.</summary>
    None = 0,
    /// <summary>Message 1 of the 4-way handshake.</summary>
    FourWay1 = 1,
    /// <summary>Message 2 of the 4-way handshake.</summary>
    FourWay2 = 2,
    /// <summary>Message 3 of the 4-way handshake.</summary>
    FourWay3 = 3,
    /// <summary>Message 4 of the 4-way handshake.</summary>
    FourWay4 = 4,
    /// <summary>Message 1 of the group key handshake.</summary>
    Group1 = 5,
    /// <summary>Message 2 of the group key handshake.</summary>
    Group2 = 6,
}

/// <summary>
/// An EAPOL-Key frame, from the EAPOL header on; integers are most significant octet first. IEEE Std 802.11-2020, 12.7.2.
/// </summary>
/// <remarks>
/// The length of the MIC is not in the frame: it depends on the AKM (<see cref="AkmSuite.EapolMicLength"/>), so the caller gives it.
/// </remarks>
public readonly ref struct EapolKey
{
    /// <summary>Descriptor type of RSN.</summary>
    public const byte RsnDescriptor = 2;

    /// <summary>Descriptor type of WPA.</summary>
    public const byte WpaDescriptor = 254;

    /// <summary>Where Key Information starts, from the EAPOL version on.</summary>
    public const int KeyInformationOffset = 5;

    /// <summary>Where the replay counter starts.</summary>
    public const int ReplayCounterOffset = 9;

    /// <summary>Where the nonce starts.</summary>
    public const int NonceOffset = 17;

    /// <summary>Where the MIC starts.</summary>
    public const int MicOffset = 81;

    private const int NonceSize = 32;

    private EapolKey(ReadOnlySpan<byte> octets, int micLength, int keyDataThere)
    {
        Octets = octets;
        MicLength = micLength;
        KeyData = octets.Slice(KeyDataOffset, keyDataThere);
    }

    /// <summary>The whole EAPOL PDU, over which a MIC is computed.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>Octets of the MIC, as the caller said.</summary>
    public int MicLength { get; }

    /// <summary>Descriptor Type: 2 RSN, 254 WPA.</summary>
    public byte DescriptorType => Octets[4];

    /// <summary>Key Information.</summary>
    public KeyInformation Information => new(BinaryPrimitives.ReadUInt16BigEndian(Octets[KeyInformationOffset..]));

    /// <summary>Key Length: octets of the pairwise temporal key.</summary>
    public ushort KeyLength => BinaryPrimitives.ReadUInt16BigEndian(Octets[7..]);

    /// <summary>Key Replay Counter.</summary>
    public ulong ReplayCounter => BinaryPrimitives.ReadUInt64BigEndian(Octets[ReplayCounterOffset..]);

    /// <summary>Key Nonce.</summary>
    public ReadOnlySpan<byte> Nonce => Octets.Slice(NonceOffset, NonceSize);

    /// <summary>EAPOL-Key IV.</summary>
    public ReadOnlySpan<byte> Iv => Octets.Slice(49, 16);

    /// <summary>Key RSC, the octets as on air.</summary>
    public ReadOnlySpan<byte> Rsc => Octets.Slice(65, 8);

    /// <summary>The reserved field that was Key ID.</summary>
    public ReadOnlySpan<byte> KeyId => Octets.Slice(73, 8);

    /// <summary>Key MIC, empty with the AKMs that have none.</summary>
    public ReadOnlySpan<byte> Mic => Octets.Slice(MicOffset, MicLength);

    /// <summary>Key Data Length as declared.</summary>
    public int KeyDataLength => BinaryPrimitives.ReadUInt16BigEndian(Octets[(MicOffset + MicLength)..]);

    /// <summary>Where Key Data start, from the EAPOL version on.</summary>
    public int KeyDataOffset => MicOffset + MicLength + 2;

    /// <summary>Key Data; encrypted when Key Information says so. Shorter than declared only in a lenient reading.</summary>
    public ReadOnlySpan<byte> KeyData { get; }

    /// <summary>Octets of the PDU behind the key data; none in a frame that fits.</summary>
    public int TrailingLength => Octets.Length - KeyDataOffset - KeyData.Length;

    /// <summary>The MIC is there and not all zero.</summary>
    public bool HasNonZeroMic => Mic.ContainsAnyExcept((byte)0);

    /// <summary>The nonce is not all zero.</summary>
    public bool HasNonZeroNonce => Nonce.ContainsAnyExcept((byte)0);

    /// <summary>
    /// Which message this is, told as Wireshark does: by Key Type, Ack and Install; message 4 by an empty key data field or a zero nonce.
    /// </summary>
    /// <remarks>Secure does not count (some STAs set it in message 2 of a rekey), nor does MIC (AEAD suites have none).
    /// With an AEAD suite message 4 has encrypted key data, and its nonce is zero as in message 4 of an MLO handshake.</remarks>
    public HandshakeMessage Message
    {
        get
        {
            var information = Information;
            if (information.Request || information.SmkMessage)
            {
                return HandshakeMessage.None;
            }

            return (information.Pairwise, information.Ack) switch
            {
                (false, true) => HandshakeMessage.Group1,
                (false, false) => HandshakeMessage.Group2,
                (true, true) => information.Install ? HandshakeMessage.FourWay3 : HandshakeMessage.FourWay1,
                (true, false) => KeyDataLength == 0 || !HasNonZeroNonce ? HandshakeMessage.FourWay4 : HandshakeMessage.FourWay2,
            };
        }
    }

    /// <summary>
    /// The key data are encrypted: Key Information says so, or it is the GTK of WPA, which has no such flag and no KDE around its GTK.
    /// </summary>
    public bool HasEncryptedKeyData => Information.EncryptedKeyData || IsWpaGroup1;

    /// <summary>Message 1 of the group key handshake of WPA: its key data are the encrypted GTK and nothing else.</summary>
    public bool IsWpaGroup1 => DescriptorType == WpaDescriptor && Information is { Pairwise: false, Ack: true };

    /// <summary>What the key data hold, when they are not encrypted.</summary>
    /// <param name="eapolOffset">Where the EAPOL PDU starts in the frame; offsets count from there.</param>
    public Kdes Kdes(int eapolOffset = 0) => HasEncryptedKeyData
        ? default
        : new Kdes(KeyData, eapolOffset + KeyDataOffset);

    /// <summary>Reads an EAPOL PDU of which all key data declared must be there. Offsets count from the EAPOL version.</summary>
    public static bool TryParse(scoped in Eapol eapol, int micLength, out EapolKey key, out ParseError error)
    {
        if (TryReadLenient(eapol, micLength, out key, out var problem) && problem is null)
        {
            error = default;
            return true;
        }

        key = default;
        error = problem.GetValueOrDefault();
        return false;
    }

    /// <summary>
    /// Reads an EAPOL PDU of which everything up to Key Data Length must be there; the error says what the key data lack.
    /// </summary>
    public static bool TryReadLenient(scoped in Eapol eapol, int micLength, out EapolKey key, out ParseError? error)
    {
        key = default;
        error = null;
        var octets = eapol.Octets;
        if (micLength is not (0 or 16 or 24 or 32))
        {
            error = new ParseError($"EAPOL-Key with a MIC of {micLength} octets is not defined", MicOffset, 0, 0);
            return false;
        }

        if (octets.Length < Eapol.HeaderSize || eapol.Type != EapolType.Key)
        {
            error = new ParseError("EAPOL PDU is no EAPOL-Key frame", 1, 0, 0);
            return false;
        }

        if (octets.Length > 4 && octets[4] is not (RsnDescriptor or WpaDescriptor))
        {
            error = new ParseError($"Key descriptor type {octets[4]} is not read", 4, 0, 0);
            return false;
        }

        var keyDataOffset = MicOffset + micLength + 2;
        if (ParseError.Missing(octets, keyDataOffset, "EAPOL-Key frame", 0, out var missing))
        {
            error = missing;
            return false;
        }

        int declared = BinaryPrimitives.ReadUInt16BigEndian(octets[(keyDataOffset - 2)..]);
        if (ParseError.Missing(octets[keyDataOffset..], declared, "Key Data", keyDataOffset, out missing))
        {
            error = missing;
        }

        key = new EapolKey(octets, micLength, Math.Min(declared, octets.Length - keyDataOffset));
        return true;
    }

    /// <summary>Views a frame once more that was read before: nothing is checked again.</summary>
    /// <param name="octets">The PDU, as <see cref="Octets"/> was.</param>
    /// <param name="micLength">As <see cref="MicLength"/> was.</param>
    /// <param name="keyDataThere">As many octets as <see cref="KeyData"/> had.</param>
    public static EapolKey Again(ReadOnlySpan<byte> octets, int micLength, int keyDataThere) => new(octets, micLength, keyDataThere);

    /// <summary>The MIC length with which Key Data Length fits the PDU exactly, for when no AKM tells; null when none does.</summary>
    public static int? GuessMicLength(scoped in Eapol eapol)
    {
        var octets = eapol.Octets;
        if (octets.Length < MicOffset + 2)
        {
            return null;
        }

        // Key data are encrypted without a MIC only by an AEAD suite; then two octets of ciphertext must not pass for a length.
        var information = new KeyInformation(BinaryPrimitives.ReadUInt16BigEndian(octets[KeyInformationOffset..]));
        ReadOnlySpan<int> lengths = information is { EncryptedKeyData: true, Mic: false } ? [0, 16, 24, 32] : [16, 24, 32, 0];
        foreach (var length in lengths)
        {
            var keyDataOffset = MicOffset + length + 2;
            if (octets.Length >= keyDataOffset &&
                BinaryPrimitives.ReadUInt16BigEndian(octets[(keyDataOffset - 2)..]) == octets.Length - keyDataOffset)
            {
                return length;
            }
        }

        return null;
    }
}
