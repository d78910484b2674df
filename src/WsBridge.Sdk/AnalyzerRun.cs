namespace WsBridge.Sdk;

/// <summary>Runs an analyzer without Wireshark, for tests: it sees what the host would show it, and what it says is kept.</summary>
public sealed class AnalyzerRun : IAnnotationSink, IDisposable
{
    private readonly List<(long Frame, Annotation Annotation)> _said = [];
    private readonly InterestSelector _selector;
    private readonly IAnalyzerSession _session;

    /// <summary>Opens a session.</summary>
    public AnalyzerRun(IAnalyzer analyzer)
    {
        ArgumentNullException.ThrowIfNull(analyzer);

        _selector = new InterestSelector(analyzer.Interest);
        _session = analyzer.Open(this);
    }

    /// <summary>How many frames the analyzer was shown.</summary>
    public int FramesSeen { get; private set; }

    /// <summary>All that was said: the frame it stands on and the line.</summary>
    public IReadOnlyList<(long Frame, Annotation Annotation)> Said => _said;

    /// <summary>The expert infos that were raised, also below other lines, with the frame they stand on.</summary>
    public IEnumerable<(long Frame, Annotation.ExpertLine Line)> Experts => Lines<Annotation.ExpertLine>();

    /// <summary>The fields that were shown, also below other lines, with the frame they stand on.</summary>
    public IEnumerable<(long Frame, Annotation.FieldLine Line)> Fields => Lines<Annotation.FieldLine>();

    /// <summary>A frame of the capture: the analyzer gets it when it asked for such.</summary>
    public void OnFrame(in Frame frame)
    {
        if (_selector.Wants(frame, out Frame chosen))
        {
            FramesSeen++;
            _session.OnFrame(chosen);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    void IAnnotationSink.Annotate(long frameId, Annotation annotation) => _said.Add((frameId, annotation));

    private IEnumerable<(long Frame, T Line)> Lines<T>()
        where T : Annotation => _said.SelectMany(said => WithChildren(said.Annotation).OfType<T>().Select(line => (said.Frame, line)));

    private static IEnumerable<Annotation> WithChildren(Annotation annotation) =>
        annotation.Children.SelectMany(WithChildren).Prepend(annotation);
}
