using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Annotations;

/// <summary>Lays out how an association attempt ended, on its last frame.</summary>
internal static class RoamLine
{
    /// <summary>The attempt as a tree.</summary>
    public static Annotation.FieldLine Of(Roam roam)
    {
        var children = new List<Annotation> { WifiFields.RoamOutcome.Line(roam.Outcome.ToText()) };
        if (roam.Type.ToText() is { } type)
        {
            children.Insert(0, WifiFields.RoamType.Line(type));
        }

        if (roam.HandoffMs is { } handoff)
        {
            children.Add(WifiFields.RoamHandoff.Line(AnnotationValue.Of(handoff)));
        }

        return WifiFields.Roam.Line(AnnotationValue.Of(roam.Index)) with { Children = children };
    }
}
