namespace WsBridge.Analysis.Comparison;

/// <summary>The fields of a frame, in the order they were added.</summary>
internal sealed class FieldList
{
    private readonly List<FrameField> _fields = [];

    public IReadOnlyList<FrameField> Fields => _fields;

    public void Add(FrameField field) => _fields.Add(field);

    public void Add(string? element, string name, string value, DifferenceKind kind, bool isOfThePlace = false) =>
        Add(new FrameField(element, name, value, kind) { IsOfThePlace = isOfThePlace });

    /// <summary>A field of bits.</summary>
    /// <param name="element">The element.</param>
    /// <param name="name">The field.</param>
    /// <param name="octets">Its octets, the one with bit 0 first.</param>
    /// <param name="names">As in <see cref="BitNames"/>.</param>
    /// <param name="kind">What a difference would be about.</param>
    /// <param name="numbers">What the bits that are none of their own say.</param>
    public void AddBits(string? element, string name, ReadOnlySpan<byte> octets, ReadOnlySpan<string?> names, DifferenceKind kind,
        params IEnumerable<string> numbers)
    {
        List<string> bits = [.. numbers];
        for (int i = 0; i < octets.Length * 8; i++)
        {
            if ((octets[i / 8] >> i % 8 & 1) != 0 && (i >= names.Length || names[i] is not ""))
            {
                bits.Add(i < names.Length && names[i] is { } bit ? bit : $"bit {i}");
            }
        }

        Add(new FrameField(element, name, NumberOf(octets), kind) { Bits = bits });
    }

    /// <summary>As the standard's tables count bits, from the right; nobody reads them so in a long field.</summary>
    private static string NumberOf(ReadOnlySpan<byte> octets) => octets switch
    {
        [var low] => $"0x{low:X2}",
        [var low, var high] => $"0x{high:X2}{low:X2}",
        _ => $"{octets.Length} octets",
    };
}
