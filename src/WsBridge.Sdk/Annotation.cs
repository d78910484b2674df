namespace WsBridge.Sdk;

/// <summary>
/// One line in Wireshark's packet tree: a field with its value, or an expert info with its text; lines below it are its children.
/// </summary>
public abstract record Annotation
{
    /// <summary>Offset of the octets it is about from the start of <see cref="Frame.Octets"/>; -1 where it is about none.</summary>
    public int Offset { get; init; } = -1;

    /// <summary>How many octets it is about.</summary>
    public int Length { get; init; }

    /// <summary>Lines below this one.</summary>
    public IReadOnlyList<Annotation> Children { get; init; } = [];

    /// <summary>A field with its value.</summary>
    /// <param name="Field">A field that the analyzer declared.</param>
    /// <param name="Value">The value, of a kind that fits the field's type.</param>
    public sealed record FieldLine(FieldInfo Field, AnnotationValue Value) : Annotation;

    /// <summary>An expert info, attached to the line above it or to the analyzer's subtree.</summary>
    /// <param name="Expert">An expert info that the analyzer declared.</param>
    /// <param name="Text">What it says here.</param>
    public sealed record ExpertLine(ExpertInfo Expert, string Text) : Annotation;

    /// <summary>A line of text without a field, to hold children together.</summary>
    /// <param name="Label">The text.</param>
    public sealed record TextLine(string Label) : Annotation;

    /// <summary>
    /// Text for the Info column instead of a line: added to what is there, or in its place on frames that the analyzer claims.
    /// </summary>
    /// <param name="Words">The text.</param>
    public sealed record InfoText(string Words) : Annotation;
}
