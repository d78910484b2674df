using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Reads encrypted frames between STA and AP where a known key has proven the PTK: management frames, and EAPOL in data.</summary>
internal static class SecuredFrames
{
    /// <summary>A management frame in the clear; null where no known key decrypts it.</summary>
    public static StoredFrame? TryRead(Association association, StoredFrame frame)
    {
        if (frame.IsCutOff || KeysOf(association, out _) is not { } keys)
        {
            return null;
        }

        MacHeader header = frame.Header;
        for (int i = 0; i < keys.Count; i++)
        {
            DataCipher key = keys[i].Cipher;
            byte[]? body = ManagementCipher.Decrypt(key.Cipher, key.Key, header, CipherAddresses.Of(header))
                ?? (association.Client is null ? null
                : ManagementCipher.Decrypt(key.Cipher, key.Key, header, CipherAddresses.Of(header, association.MldAddressOf)));
            if (body is not null)
            {
                return Clear(frame, header, body);
            }
        }

        return null;
    }

    /// <summary>Reads EAPOL in an encrypted data frame.</summary>
    /// <param name="association">The STA at its AP.</param>
    /// <param name="frame">The frame; mostly only the beginning is decrypted, and tells that it is no EAPOL.</param>
    /// <param name="fromAp">The AP sent it.</param>
    /// <param name="clear">The frame in the clear; null for one that was read before.</param>
    /// <param name="key">What it was encrypted with.</param>
    /// <returns>False where it carries something else, or no known key decrypts it.</returns>
    public static bool TryReadEapol(
        Association association, StoredFrame frame, bool fromAp, out StoredFrame? clear, out InstalledKey? key)
    {
        clear = null;
        key = null;
        InstalledKeys? installed = KeysOf(association, out bool isReadable);
        if (!fromAp)
        {
            association.Keys?.AddEncryptedOfSta(frame, isReadable && !frame.IsCutOff);
        }

        if (installed is not { } keys)
        {
            return false;
        }

        MacHeader header = frame.Header;
        for (int i = 0; i < keys.Count; i++)
        {
            byte[]? body = Decrypt(keys[i].Cipher, header, CipherAddresses.Of(header))
                ?? (association.Client is null ? null
                : Decrypt(keys[i].Cipher, header, CipherAddresses.Of(header, association.MldAddressOf)));
            if (body is not null)
            {
                key = keys[i];
                clear = key.IsNews(header, fromAp) ? Clear(frame, header, body) : null;
                return true;
            }
        }

        return false;
    }

    private static byte[]? Decrypt(DataCipher key, in MacHeader header, CipherAddresses addresses) =>
        key.HoldsEapol(header, addresses) ? key.Decrypt(header, addresses) : null;

    /// <summary>The temporal keys between the two, with the one that the exchange has proven last; null when there is none.</summary>
    /// <param name="association">The STA at its AP.</param>
    /// <param name="isReadable">That one is there, and its cipher is one that is read.</param>
    private static InstalledKeys? KeysOf(Association association, out bool isReadable)
    {
        isReadable = false;
        if (association.Keys is not { } keys)
        {
            return null;
        }

        if (keys is { IsRight: true, Current: { Ptk: { Tk.IsEmpty: false } ptk } current } && (!current.IsFt || keys.HasR1))
        {
            Handshake? handshake = keys.IsHandshakeRight ? keys.Handshake : null;
            CipherSuite cipher = TemporalKey.CipherOf(
                association.Request is null ? default : association.Request.Elements, handshake is { M2: [.., var said] } ? said : null);
            isReadable = (keys.Installed ??= new InstalledKeys()).Learn(cipher, ptk.Tk, association.Request, handshake);
        }

        return keys.Installed is { Count: > 0 } installed ? installed : null;
    }

    private static StoredFrame Clear(StoredFrame frame, in MacHeader header, byte[] body)
    {
        const byte Protected = 0x40;
        byte[] octets = [.. header.Octets[..header.Length], .. body];
        octets[1] = (byte)(octets[1] & ~Protected);
        return new StoredFrame(frame.Ref, octets, frame.MacOffset, isCutOff: false, hasDataPad: false, frame.Acknowledgement)
        {
            FrequencyMHz = frame.FrequencyMHz,
            SignalDbm = frame.SignalDbm,
            IsDerived = true,
            WasEncrypted = true,
        };
    }
}
