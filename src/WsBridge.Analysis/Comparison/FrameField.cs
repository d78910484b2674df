namespace WsBridge.Analysis.Comparison;

/// <summary>
/// A field of a frame as it is compared. What differs in every exchange (nonces, MICs, counters, addresses as such) is none.
/// </summary>
/// <param name="Element">The element that it is in; null for one of the frame itself.</param>
/// <param name="Name">In the standard's words; null says that the element is there.</param>
/// <param name="Value">As it is shown.</param>
/// <param name="Kind">What a difference would be about.</param>
internal sealed record FrameField(string? Element, string? Name, string Value, DifferenceKind Kind)
{
    /// <summary>Names of the bits that are set, for fields of bits.</summary>
    public IReadOnlyList<string>? Bits { get; init; }

    /// <summary>The octets, for what is not read further.</summary>
    public byte[]? Octets { get; init; }

    /// <summary>It says no.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>It belongs to the place: another AP or another channel has another value.</summary>
    public bool IsOfThePlace { get; init; }

    /// <summary>Both say the same.</summary>
    public bool IsSame(FrameField other) => Value == other.Value && (Bits ?? []).SequenceEqual(other.Bits ?? []);
}
