namespace WsBridge.Sdk;

/// <summary>The value of a field line: text, or a number of 64 bits (also an address, a boolean or a frame), or a double.</summary>
public readonly record struct AnnotationValue
{
    private AnnotationValue(string? text, long number, double real)
    {
        Text = text;
        Number = number;
        Real = real;
    }

    /// <summary>Set for <see cref="FieldType.String"/>.</summary>
    public string? Text { get; }

    /// <summary>Set for integers, booleans (0 or 1), addresses (first octet on the air is the most significant of 48 bits) and frames.</summary>
    public long Number { get; }

    /// <summary>Set for <see cref="FieldType.Double"/>.</summary>
    public double Real { get; }

    /// <summary>No value of its own: the field is read from the octets it points at.</summary>
    public static AnnotationValue FromOctets => default;

    /// <summary>Text.</summary>
    public static AnnotationValue Of(string text) => new(text, 0, 0);

    /// <summary>An integer, an address of 48 bits, or the id of a frame.</summary>
    public static AnnotationValue Of(long number) => new(null, number, 0);

    /// <summary>True or false.</summary>
    public static AnnotationValue Of(bool value) => new(null, value ? 1 : 0, 0);

    /// <summary>A double.</summary>
    public static AnnotationValue Of(double real) => new(null, 0, real);
}
