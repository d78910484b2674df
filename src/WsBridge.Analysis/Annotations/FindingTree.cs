using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Annotations;

/// <summary>Lays out a finding as a tree of fields.</summary>
public sealed class FindingTree
{
    private readonly Dictionary<(RuleInfo Rule, Severity Severity), ExpertInfo> _experts = [];
    private readonly HashSet<string> _micCauses = [.. RuleCatalog.All.OfType<MicHypothesis>().Select(rule => rule.Info.Id)];

    /// <summary>For every rule of the catalogue.</summary>
    public FindingTree()
    {
        foreach (IRule rule in RuleCatalog.All)
        {
            foreach (Severity severity in rule.Info.Severities)
            {
                _experts.Add((rule.Info, severity), new ExpertInfo(rule.Info.ExpertFilter, rule.Info.Summary, rule.Info.Group, severity));
            }
        }
    }

    /// <summary>What Wireshark has to register: a rule with each of its severities.</summary>
    public IReadOnlyCollection<ExpertInfo> Experts => _experts.Values;

    /// <summary>The finding as a tree. It is one expert info, on the frame where it became clear: Wireshark counts each.</summary>
    public Annotation.FieldLine Of(Finding finding, StoredFrame shownOn)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(shownOn);

        Annotation first = shownOn == finding.Frame
            ? new Annotation.ExpertLine(_experts[(finding.Rule, finding.Severity)], finding.Message)
            : new Annotation.TextLine("A later frame, the first related one, revealed this");
        var children = new List<Annotation>
        {
            first,
            WifiFields.Rule.Line(finding.Rule.Id),
            WifiFields.Name.Line(finding.Rule.Name),
            WifiFields.Severity.Line(finding.Severity.ToText()),
        };
        if (finding.Fault.ToText() is { } fault)
        {
            children.Add(WifiFields.Fault.Line(fault));
        }

        if (_micCauses.Contains(finding.Rule.Id))
        {
            children.Add(WifiFields.MicCause.Line(finding.Rule.Name));
        }

        if (finding.Verdict is { } verdict)
        {
            children.Add(WifiFields.Verdict.Line(verdict));
        }

        if (finding.Rule.Clause is { } clause)
        {
            children.Add(WifiFields.Clause.Line(clause.ToString()));
        }

        children.Add(WifiFields.Next.Line(finding.Next));
        if (shownOn != finding.Frame)
        {
            children.Add(WifiFields.Related.Line(AnnotationValue.Of(finding.Frame.Ref.Id)));
        }

        foreach (RelatedFrame related in finding.Related)
        {
            if (related.Frame.Id != shownOn.Ref.Id)
            {
                children.Add(WifiFields.Related.Line(AnnotationValue.Of(related.Frame.Id)));
            }
        }

        int offset = shownOn == finding.Frame && finding.Offset >= 0 ? finding.Frame.OffsetInPacket(finding.Offset) : -1;
        return new Annotation.FieldLine(WifiFields.Message, AnnotationValue.Of(finding.Message))
        {
            Offset = offset,
            Length = offset < 0 ? 0 : finding.Length,
            Children = children,
        };
    }
}
