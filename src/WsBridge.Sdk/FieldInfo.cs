namespace WsBridge.Sdk;

/// <summary>A field as Wireshark registers it.</summary>
/// <param name="Filter">Display filter name, e.g. <c>wsbridge.pmkid.count</c>. Public API once released.</param>
/// <param name="Label">Name shown in the tree.</param>
/// <param name="Type">Wireshark field type.</param>
/// <param name="Description">One line for the field reference.</param>
public sealed record FieldInfo(string Filter, string Label, FieldType Type, string Description);
