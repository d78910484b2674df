using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Reads encrypted management frames between STA and AP where a known key has proven the PTK.</summary>
internal static class SecuredManagement
{
    /// <summary>The frame in the clear; null where no known key decrypts it: another PTK may be in use after an encrypted rekey.</summary>
    public static StoredFrame? TryRead(Association association, StoredFrame frame)
    {
        if (frame.IsCutOff || association.Keys is not { IsRight: true, Current.Ptk: { Tk.IsEmpty: false } ptk }
            || !association.TryGetRequestRsne(out _, out Rsne rsne) || rsne.PairwiseCiphers.Count != 1)
        {
            return null;
        }

        MacHeader header = frame.Header;
        byte[]? body = Decrypt(rsne.PairwiseCiphers[0], ptk.Tk, header, static address => address)
            ?? (association.Client is null ? null : Decrypt(rsne.PairwiseCiphers[0], ptk.Tk, header, association.MldAddressOf));
        return body is null ? null : Clear(frame, header, body);
    }

    private static byte[]? Decrypt(CipherSuite cipher, ReadOnlySpan<byte> key, in MacHeader header, Func<MacAddress, MacAddress> named) =>
        header is { Ra: { } receiver, Ta: { } transmitter, Bssid: { } bssid }
            ? ManagementCipher.Decrypt(cipher, key, header, named(receiver), named(transmitter), named(bssid))
            : null;

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
        };
    }
}
