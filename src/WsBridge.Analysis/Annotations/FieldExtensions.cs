using WsBridge.Sdk;

namespace WsBridge.Analysis.Annotations;

/// <summary>Makes lines of fields.</summary>
internal static class FieldExtensions
{
    /// <summary>The field with this value.</summary>
    public static Annotation.FieldLine Line(this FieldInfo field, AnnotationValue value) => new(field, value);

    /// <inheritdoc cref="Line(FieldInfo, AnnotationValue)"/>
    public static Annotation.FieldLine Line(this FieldInfo field, string value) => new(field, AnnotationValue.Of(value));
}
