using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// The MIC of an FTE, which protects FT reassociation: over STA ‖ AP ‖ sequence number ‖ RSNE ‖ MDE ‖ FTE with a zero MIC
/// ‖ RIC elements ‖ RSNXE, in this order whatever the frame's is, elements with ID and length. IEEE Std 802.11-2016, 13.8.4 and 13.8.5.
/// </summary>
public readonly ref struct FteMic
{
    /// <summary>Sequence number of the Reassociation Request.</summary>
    public const byte ReassociationRequest = 5;

    /// <summary>Sequence number of the Reassociation Response.</summary>
    public const byte ReassociationResponse = 6;

    /// <summary>Where the MIC starts in the element.</summary>
    private const int MicOffset = 2 + Dot11.Fte.MicOffset;

    /// <summary>Address of the STA, first in both directions.</summary>
    public required MacAddress Sta { get; init; }

    /// <summary>BSSID of the target AP.</summary>
    public required MacAddress Ap { get; init; }

    /// <summary>5 in the request, 6 in the response (3 and 4 in FT Confirm and Ack).</summary>
    public required byte Sequence { get; init; }

    /// <summary>RSNE, the whole element.</summary>
    public required ReadOnlySpan<byte> Rsne { get; init; }

    /// <summary>MDE, the whole element.</summary>
    public required ReadOnlySpan<byte> Mde { get; init; }

    /// <summary>FTE, the whole element, and the Fragment elements that continue it.</summary>
    public required ReadOnlySpan<byte> Fte { get; init; }

    /// <summary>The elements of a resource request, one after the other; empty without one.</summary>
    public ReadOnlySpan<byte> Ric { get; init; }

    /// <summary>RSNXE, the whole element; empty when it is not covered.</summary>
    public ReadOnlySpan<byte> Rsnxe { get; init; }

    /// <summary>Computes the MIC that the FTE should carry; its length is the one of <paramref name="mic"/>.</summary>
    /// <returns>False when the FTE is too short or the algorithm does not give such a MIC.</returns>
    public bool TryCompute(MicAlgorithm algorithm, ReadOnlySpan<byte> kck, Span<byte> mic)
    {
        if (Fte.Length < MicOffset + mic.Length)
        {
            return false;
        }

        var length = 2 * MacAddress.Size + 1 + Rsne.Length + Mde.Length + Fte.Length + Ric.Length + Rsnxe.Length;
        Span<byte> covered = length <= Scratch.OnStack ? stackalloc byte[length] : new byte[length];
        Sta.CopyTo(covered);
        Ap.CopyTo(covered[MacAddress.Size..]);
        covered[2 * MacAddress.Size] = Sequence;
        var rest = covered[(2 * MacAddress.Size + 1)..];
        Append(ref rest, Rsne);
        Append(ref rest, Mde);
        var fte = rest;
        Append(ref rest, Fte);
        fte.Slice(MicOffset, mic.Length).Clear();
        Append(ref rest, Ric);
        Append(ref rest, Rsnxe);
        return algorithm.TryCompute(kck, covered, mic);
    }

    /// <summary>The MIC in the FTE is the one that the key makes.</summary>
    /// <param name="algorithm">As the AKM says (<see cref="AkmKeys.FteMic"/>).</param>
    /// <param name="kck">KCK, or KCK2 where there is one (<see cref="Ptk.FteKck"/>).</param>
    /// <param name="micLength">Octets of the MIC.</param>
    public bool Verify(MicAlgorithm algorithm, ReadOnlySpan<byte> kck, int micLength)
    {
        Span<byte> mic = stackalloc byte[MicAlgorithms.MaxLength];
        mic = mic[..Math.Clamp(micLength, 0, MicAlgorithms.MaxLength)];
        return TryCompute(algorithm, kck, mic) && CryptographicOperations.FixedTimeEquals(mic, Fte.Slice(MicOffset, mic.Length));
    }

    private static void Append(ref Span<byte> rest, ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(rest);
        rest = rest[octets.Length..];
    }
}
