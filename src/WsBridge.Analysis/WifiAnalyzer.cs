using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Intake;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis;

/// <summary>The built-in analysis as the host sees it: an analyzer like any other.</summary>
public sealed class WifiAnalyzer : IAnalyzer
{
    private readonly Dictionary<(RuleInfo Rule, Severity Severity), ExpertInfo> _experts = [];
    private readonly HashSet<string> _micCauses = [.. RuleCatalog.All.OfType<MicHypothesis>().Select(rule => rule.Info.Id)];
    private readonly Func<KeyTable> _keys;

    /// <summary>With every rule of the catalogue.</summary>
    /// <param name="keys">
    /// Reads the keys that are known, when a session opens: whoever only asks for fields pays nothing. The session disposes of them. Null
    /// for none.
    /// </param>
    public WifiAnalyzer(Func<KeyTable>? keys = null)
    {
        _keys = keys ?? (static () => KeyTable.Empty);
        foreach (IRule rule in RuleCatalog.All)
        {
            foreach (Severity severity in rule.Info.Severities)
            {
                _experts.Add((rule.Info, severity), new ExpertInfo(rule.Info.ExpertFilter, rule.Info.Summary, rule.Info.Group, severity));
            }
        }

        Experts = [.. _experts.Values];
    }

    /// <inheritdoc/>
    public string Name => "wifi";

    /// <inheritdoc/>
    public IReadOnlyList<FieldInfo> Fields => WifiFields.All;

    /// <inheritdoc/>
    public IReadOnlyList<ExpertInfo> Experts { get; }

    /// <inheritdoc/>
    public FrameInterest Interest => WifiInterest.Frames;

    /// <inheritdoc/>
    public IAnalyzerSession Open(IAnnotationSink sink) => new Session(this, sink);

    private ExpertInfo ExpertOf(Finding finding) => _experts[(finding.Rule, finding.Severity)];

    private sealed class Session : IAnalyzerSession, IFindingSink
    {
        private readonly WifiAnalyzer _analyzer;
        private readonly IAnnotationSink _sink;
        private readonly WifiAnalysis _analysis;
        private bool _hasBegun;
        private long _lastFrame;

        public Session(WifiAnalyzer analyzer, IAnnotationSink sink)
        {
            _analyzer = analyzer;
            _sink = sink;
            _analysis = new WifiAnalysis(RuleCatalog.All, this, analyzer._keys());
        }

        public bool WantsFacts => _sink.IsHeard;

        public void OnFrame(in Frame frame)
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                Remark(frame.Id);
            }

            try
            {
                _lastFrame = frame.Id;
                _analysis.OnFrame(frame);
            }
#pragma warning disable CA1031 // whatever the fault in ours is, it costs this frame and not the rest of the capture
            catch (Exception error)
#pragma warning restore CA1031
            {
                _sink.Annotate(frame.Id,
                    new Annotation.TextLine($"WsBridge failed to analyze this frame, which is a bug: {error.GetType().Name}. Please report "
                    + $"it with the frame."));
            }
        }

        public void Found(Finding finding)
        {
            if (!_sink.IsHeard)
            {
                return;
            }

            Show(finding, finding.Frame);
            foreach (StoredFrame about in finding.About.Where(about => about.Ref.Id != finding.Frame.Ref.Id))
            {
                Show(finding, about);
            }
        }

        public void Fact(FrameFacts facts)
        {
            ShowParties(facts.Frame, facts.Association.ClientAddress, facts.Association.Bss.Bssid, facts.Association.Bss.Ssid,
                MultiLinkSetups.Of(facts.Association));
            long frame = facts.Frame.Ref.Id;
            foreach (Annotation line in Lines(facts))
            {
                _sink.Annotate(frame, line);
            }
        }

        public void Forgets(StoredFrame frame) =>
            _sink.Annotate(frame.Ref.Id,
                new Annotation.TextLine("This capture has more clients than WsBridge keeps track of: from here on it evicts the oldest, "
                + "and treats what they do later as new."));

        public void RoamEnded(Roam roam)
        {
            if (_sink.IsHeard)
            {
                _sink.Annotate(roam.End.Id, RoamLine(roam));
            }
        }

        public void OnEnd()
        {
            try
            {
                _analysis.End();
            }
#pragma warning disable CA1031 // as above: the findings so far are worth more than those that are missing
            catch (Exception error)
#pragma warning restore CA1031
            {
                _sink.Annotate(_lastFrame,
                    new Annotation.TextLine($"WsBridge failed to analyze the end of the capture, which is a bug: {error.GetType().Name}. "
                    + $"Please report it."));
            }
        }

        public void Dispose()
        {
            _analysis.Dispose();
            _analysis.Keys.Dispose();
        }

        /// <summary>Says of the keys what there is to say, on the first frame: a session has no other place for words.</summary>
        private void Remark(long frame)
        {
            foreach (string remark in _analysis.Keys.Remarks)
            {
                _sink.Annotate(frame, new Annotation.TextLine("Keys: " + remark));
            }
        }

        private static List<Annotation> Lines(FrameFacts facts)
        {
            var lines = new List<Annotation>();
            if (facts.HandshakeMessage is { } message)
            {
                lines.Add(Field(WifiFields.HandshakeMessage, AnnotationValue.Of(message)));
            }

            if (facts.Mic is MicState.Valid or MicState.Invalid)
            {
                lines.Add(Field(WifiFields.MicValid, AnnotationValue.Of(facts.Mic == MicState.Valid)));
            }

            if (facts.RsneOffset >= 0)
            {
                AddPmkidCount(lines, facts);
            }

            foreach (NamedPmkid pmkid in facts.Pmkids)
            {
                if (facts.Frame.OffsetInPacket(pmkid.Offset) is >= 0 and var offset)
                {
                    lines.Add(PmkidLine(pmkid, offset));
                }
            }

            return lines;
        }

        private static Annotation.FieldLine RoamLine(Roam roam)
        {
            var children = new List<Annotation> { Field(WifiFields.RoamOutcome, RoamWords.Of(roam.Outcome)) };
            if (RoamWords.Of(roam.Type) is { } type)
            {
                children.Insert(0, Field(WifiFields.RoamType, type));
            }

            if (roam.HandoffMs is { } handoff)
            {
                children.Add(Field(WifiFields.RoamHandoff, AnnotationValue.Of(handoff)));
            }

            return Field(WifiFields.Roam, AnnotationValue.Of(roam.Index)) with { Children = children };
        }

        private static void AddPmkidCount(List<Annotation> lines, FrameFacts facts)
        {
            int length = facts.Frame.Octets[facts.RsneOffset - 1];
            Rsne rsne = Rsne.ReadLenient(facts.Frame.Octets[facts.RsneOffset..][..length]);
            if (rsne.PmkidCount is { } count)
            {
                int offset = facts.Frame.OffsetInPacket(facts.RsneOffset + rsne.PmkidListOffset - 2);
                lines.Add(new Annotation.FieldLine(WifiFields.PmkidCount, AnnotationValue.Of(count))
                {
                    Offset = offset,
                    Length = offset < 0 ? 0 : 2,
                });
            }
        }

        private static Annotation.FieldLine PmkidLine(NamedPmkid pmkid, int offset)
        {
            var children = new List<Annotation> { Field(WifiFields.PmkidKind, PmkidWords.Of(pmkid.Meaning.Kind)) };
            if (PmkidWords.Remark(pmkid.Meaning) is { } remark)
            {
                children.Add(new Annotation.TextLine(remark));
            }

            if (pmkid.Meaning.Made is { } made)
            {
                children.Add(Field(WifiFields.Related, AnnotationValue.Of(made.Id)));
            }

            return new Annotation.FieldLine(WifiFields.Pmkid, AnnotationValue.FromOctets)
            {
                Offset = offset,
                Length = Rsne.PmkidSize,
                Children = children,
            };
        }

        private static Annotation.FieldLine Field(FieldInfo field, AnnotationValue value) => new(field, value);

        private static Annotation.FieldLine Field(FieldInfo field, string value) => new(field, AnnotationValue.Of(value));

        private void Show(Finding finding, StoredFrame frame)
        {
            ShowParties(frame, finding.Sta, finding.Bssid, finding.Ssid, finding.Links);
            _sink.Annotate(frame.Ref.Id, Tree(finding, frame));
        }

        /// <summary>Whose exchange a frame belongs to, and each of it once: rules and facts meet on many frames.</summary>
        private void ShowParties(StoredFrame frame, MacAddress? sta, MacAddress? bssid, string? ssid, MultiLinkSetup? links)
        {
            if (sta is { } station)
            {
                ShowOnce(frame, Field(WifiFields.Sta, AnnotationValue.Of((long)station.Value)));
            }

            if (bssid is { } bss)
            {
                ShowOnce(frame, Field(WifiFields.Bssid, AnnotationValue.Of((long)bss.Value)));
            }

            if (links is not null)
            {
                ShowLinks(frame, links);
            }

            if (ssid is not null)
            {
                ShowOnce(frame, Field(WifiFields.Ssid, ssid));
            }
        }

        /// <summary>A filter finds a multi-link device by its MLD MAC address and by that on a link.</summary>
        private void ShowLinks(StoredFrame frame, MultiLinkSetup links)
        {
            if (links.Link.Sta is { } sta)
            {
                ShowOnce(frame, Field(WifiFields.Sta, AnnotationValue.Of((long)sta.Value)));
            }

            ShowOnce(frame, Field(WifiFields.StaMld, AnnotationValue.Of((long)links.Client.Value)));
            if (links.Ap is { } ap)
            {
                ShowOnce(frame, Field(WifiFields.BssidMld, AnnotationValue.Of((long)ap.Value)));
            }

            if (links.Link.Id is { } id)
            {
                ShowOnce(frame, Field(WifiFields.LinkId, AnnotationValue.Of(id)));
            }
        }

        private void ShowOnce(StoredFrame frame, Annotation.FieldLine line)
        {
            frame.ShownParties ??= [];
            if (!frame.ShownParties.Contains(line))
            {
                frame.ShownParties.Add(line);
                _sink.Annotate(frame.Ref.Id, line);
            }
        }

        /// <summary>The finding as a tree. It is one expert info, on the frame where it became clear: Wireshark counts each.</summary>
        private Annotation.FieldLine Tree(Finding finding, StoredFrame shownOn)
        {
            Annotation first = shownOn == finding.Frame
                ? new Annotation.ExpertLine(_analyzer.ExpertOf(finding), finding.Message)
                : new Annotation.TextLine("A later frame, the first related one, revealed this");
            var children = new List<Annotation>
            {
                first,
                Field(WifiFields.Rule, finding.Rule.Id),
                Field(WifiFields.Name, finding.Rule.Name),
                Field(WifiFields.Severity, FindingWords.Of(finding.Severity)),
            };
            if (FindingWords.Of(finding.Fault) is { } fault)
            {
                children.Add(Field(WifiFields.Fault, fault));
            }

            if (_analyzer._micCauses.Contains(finding.Rule.Id))
            {
                children.Add(Field(WifiFields.MicCause, finding.Rule.Name));
            }

            if (finding.Verdict is { } verdict)
            {
                children.Add(Field(WifiFields.Verdict, verdict));
            }

            if (finding.Rule.Clause is { } clause)
            {
                children.Add(Field(WifiFields.Clause, clause.ToString()));
            }

            children.Add(Field(WifiFields.Next, finding.Next));
            if (shownOn != finding.Frame)
            {
                children.Add(Field(WifiFields.Related, AnnotationValue.Of(finding.Frame.Ref.Id)));
            }

            foreach (RelatedFrame related in finding.Related)
            {
                if (related.Frame.Id != shownOn.Ref.Id)
                {
                    children.Add(Field(WifiFields.Related, AnnotationValue.Of(related.Frame.Id)));
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
}
