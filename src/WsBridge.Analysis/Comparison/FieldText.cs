namespace WsBridge.Analysis.Comparison;

/// <summary>Two values that differ, so that the difference shows.</summary>
internal static class FieldText
{
    /// <summary>Ranges of octets that are shown; more only repeat that the rest differs.</summary>
    private const int MaxRanges = 3;

    /// <summary>Octets of a range that are shown.</summary>
    private const int MaxOctets = 8;

    public static (string Good, string Bad) Both(FrameField? good, FrameField? bad) => (good, bad) switch
    {
        ({ Bits: { } here } one, { Bits: { } there } other) => (Bits(one.Value, here, there), Bits(other.Value, there, here)),
        ({ Octets: { } here }, { Octets: { } there }) => Octets(here, there),
        _ => (Words(good), Words(bad)),
    };

    private static string Words(FrameField? field) => field is null ? "absent" : field.Value.Length > 0 ? field.Value : "empty";

    public static string Times(int count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => $"{count} times",
    };

    /// <summary>The number, and the names of the bits that only it has.</summary>
    private static string Bits(string value, IReadOnlyList<string> here, IReadOnlyList<string> there) =>
        here.Except(there).ToArray() is { Length: > 0 } own ? $"{value} ({string.Join(", ", own)})" : value;

    private static (string Good, string Bad) Octets(byte[] good, byte[] bad)
    {
        if (good.Length != bad.Length)
        {
            int same = good.AsSpan().CommonPrefixLength(bad);
            return ($"{good.Length} octets, from octet {same}: {Hex(good.AsSpan(same))}",
                $"{bad.Length} octets, from octet {same}: {Hex(bad.AsSpan(same))}");
        }

        var goodWords = new List<string>();
        var badWords = new List<string>();
        for (int i = 0; i < good.Length; i++)
        {
            int length = DifferingLength(good.AsSpan(i), bad.AsSpan(i));
            if (length == 0)
            {
                continue;
            }

            if (goodWords.Count == MaxRanges)
            {
                goodWords.Add("…");
                badWords.Add("…");
                break;
            }

            string place = length == 1 ? $"octet {i}" : $"octets {i} to {i + length - 1}";
            goodWords.Add($"{place}: {Hex(good.AsSpan(i, length))}");
            badWords.Add($"{place}: {Hex(bad.AsSpan(i, length))}");
            i += length;
        }

        return (string.Join("; ", goodWords), string.Join("; ", badWords));
    }

    /// <summary>How many octets differ from the start on.</summary>
    private static int DifferingLength(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        int length = 0;
        while (length < one.Length && one[length] != other[length])
        {
            length++;
        }

        return length;
    }

    private static string Hex(ReadOnlySpan<byte> octets) =>
        octets.IsEmpty
            ? "none"
            : Convert.ToHexStringLower(octets[..Math.Min(octets.Length, MaxOctets)]) + (octets.Length > MaxOctets ? "…" : "");
}
