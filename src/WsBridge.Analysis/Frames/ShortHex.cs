namespace WsBridge.Analysis.Frames;

/// <summary>Nonces, PMKIDs and names of keys in a sentence: a few octets, but enough of them to tell two values apart.</summary>
public static class ShortHex
{
    private const int Octets = 4;

    /// <summary>The first octets: <c>b69c9f38…</c>; <c>zero</c> where there is nothing else.</summary>
    public static string Of(ReadOnlySpan<byte> value) =>
        value.ContainsAnyExcept((byte)0) ? $"{Hex(value[..Math.Min(Octets, value.Length)])}…" : "zero";

    /// <summary>
    /// The first octets, and where another value begins with the same ones also those where the two part: <c>b69c9f38…00000c1f…</c>.
    /// </summary>
    /// <param name="value">The value to show.</param>
    /// <param name="other">The one that stands in the same sentence.</param>
    public static string Of(ReadOnlySpan<byte> value, ReadOnlySpan<byte> other)
    {
        int same = value.CommonPrefixLength(other);
        if (same < Octets || same >= value.Length || !value.ContainsAnyExcept((byte)0))
        {
            return Of(value);
        }

        // The group of octets in which the first difference is.
        int from = same - (same % Octets);
        int to = Math.Min(from + Octets, value.Length);
        return $"{Hex(value[..Octets])}{(from > Octets ? "…" : "")}{Hex(value[from..to])}{(to < value.Length ? "…" : "")}";
    }

    private static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(octets);
}
