namespace WsBridge.Sdk;

/// <summary>An analyzer: what it declares, and a session for each capture. All that the host knows of any analysis.</summary>
public interface IAnalyzer
{
    /// <summary>Short name; its fields live under it (<c>wsbridge.&lt;name&gt;.</c>; the built-in one owns <c>wsbridge.</c>).</summary>
    string Name { get; }

    /// <summary>What Wireshark shows as the head of its lines, and as protocol of the frames it claims.</summary>
    string Title => Name;

    /// <summary>Every field it may show, in a stable order.</summary>
    IReadOnlyList<FieldInfo> Fields { get; }

    /// <summary>Every expert info it may raise, in a stable order.</summary>
    IReadOnlyList<ExpertInfo> Experts { get; }

    /// <summary>Which frames it wants.</summary>
    FrameInterest Interest { get; }

    /// <summary>Starts on a capture. The sink may be called only from within the session's own calls.</summary>
    IAnalyzerSession Open(IAnnotationSink sink);
}
