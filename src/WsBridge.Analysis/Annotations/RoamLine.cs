using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Annotations;

/// <summary>Lays out how an association attempt ended, on its last frame, and how long the STA had no service.</summary>
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

    /// <summary>Its outage, once it is known; null without one.</summary>
    public static Annotation.FieldLine? OutageOf(Roam roam) =>
        roam.OutageMs is { } outage ? WifiFields.RoamOutage.Line(AnnotationValue.Of(outage)) : null;
}
