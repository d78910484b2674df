namespace WsBridge.Sdk;

/// <summary>A field as Wireshark registers it.</summary>
/// <param name="Filter">Display filter name, e.g. <c>wsbridge.pmkid.count</c>. Public API once released.</param>
/// <param name="Label">Name shown in the tree.</param>
/// <param name="Type">Wireshark field type.</param>
/// <param name="Description">One line for the field reference.</param>
public sealed record FieldInfo(string Filter, string Label, FieldType Type, string Description)
{
    /// <summary>How an integer is written.</summary>
    public FieldBase Base { get; init; }

    /// <summary>
    /// The bits of the octets that belong to the field, 0 for all; for integers and booleans. It is applied to values that Wireshark reads
    /// itself (<see cref="AnnotationValue.FromOctets"/>), which then shows the bits in their place.
    /// </summary>
    public ulong Mask { get; init; }

    /// <summary>Names that Wireshark shows beside the values of an integer; for a boolean those of 0 and 1.</summary>
    public IReadOnlyDictionary<long, string> ValueNames { get; init; } = NoNames;

    private static readonly Dictionary<long, string> NoNames = [];
}
