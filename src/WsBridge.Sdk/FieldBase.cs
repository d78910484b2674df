namespace WsBridge.Sdk;

/// <summary>How Wireshark writes the integers of a field.</summary>
public enum FieldBase
{
    /// <summary>Decimal.</summary>
    Decimal,

    /// <summary>Hexadecimal; unsigned types only.</summary>
    Hexadecimal,

    /// <summary>Decimal, with hexadecimal in parentheses; unsigned types only.</summary>
    DecimalAndHexadecimal,

    /// <summary>Octal; unsigned types only.</summary>
    Octal,
}
