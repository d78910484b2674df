using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// The MIC of an EAPOL-Key frame: over the EAPOL PDU from its version to its last octet of Key Data, the Key MIC field zero. IEEE Std
/// 802.11-2020, 12.7.2.
/// </summary>
public static class EapolMic
{
    /// <summary>Computes the MIC that the PDU should carry; its length is the one of <paramref name="mic"/>.</summary>
    /// <returns>False when the PDU is too short or the algorithm does not give such a MIC.</returns>
    public static bool TryCompute(MicAlgorithm algorithm, ReadOnlySpan<byte> kck, ReadOnlySpan<byte> pdu, Span<byte> mic)
    {
        if (pdu.Length < EapolKey.MicOffset + mic.Length)
        {
            return false;
        }

        Span<byte> zeroed = pdu.Length <= Scratch.OnStack ? stackalloc byte[pdu.Length] : new byte[pdu.Length];
        pdu.CopyTo(zeroed);
        zeroed.Slice(EapolKey.MicOffset, mic.Length).Clear();
        return algorithm.TryCompute(kck, zeroed, mic);
    }

    /// <summary>The MIC in the frame is the one that the KCK makes.</summary>
    public static bool Verify(MicAlgorithm algorithm, ReadOnlySpan<byte> kck, in EapolKey key)
    {
        Span<byte> mic = stackalloc byte[MicAlgorithms.MaxLength];
        mic = mic[..key.MicLength];
        return TryCompute(algorithm, kck, key.Octets, mic) && CryptographicOperations.FixedTimeEquals(mic, key.Mic);
    }
}
