namespace WsBridge.Dot11;

/// <summary>Why octets could not be read: the thing by the standard's word, where it starts, and the octets needed and there.</summary>
/// <remarks>
/// Malformed frames are normal, so this is data. Where length is not what is wrong, Needed and There are both 0 and What says it all.
/// </remarks>
public readonly record struct ParseError(string What, int Offset, int Needed, int There)
{
    /// <summary>Octets are missing at the end, as opposed to a value that cannot be.</summary>
    public bool IsCutOff => Needed > There;

    /// <summary>The same error counted from an outer start, for example from the frame instead of the element body.</summary>
    public ParseError ShiftedBy(int offset) => this with { Offset = Offset + offset };

    /// <summary>A sentence for people, such as "PMKID List at octet 20 needs 32 octets, 16 there."</summary>
    public override string ToString() => IsCutOff
        ? $"{What} at octet {Offset} needs {Needed} octets, {There} there."
        : $"{What} at octet {Offset}.";

    internal static bool Missing(ReadOnlySpan<byte> octets, int needed, string what, int offset, out ParseError error)
    {
        error = octets.Length < needed ? new ParseError(what, offset, needed, octets.Length) : default;
        return octets.Length < needed;
    }
}
