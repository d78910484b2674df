using WsBridge.Analysis;
using WsBridge.Analysis.Annotations;
using WsBridge.Analysis.Intake;
using WsBridge.Analysis.Keys;
using WsBridge.Sdk;

namespace WsBridge.Pipeline;

/// <summary>The built-in analysis as the host sees it: an analyzer like any other, with every rule of the catalogue.</summary>
public sealed class WifiAnalyzer : IAnalyzer
{
    private readonly FindingTree _findings = new();
    private readonly Func<KeyTable> _keys;

    /// <summary>Begins.</summary>
    /// <param name="keys">
    /// Reads the keys that are known, when a session opens: whoever only asks for fields pays nothing. The session disposes of them. Null
    /// for none.
    /// </param>
    public WifiAnalyzer(Func<KeyTable>? keys = null)
    {
        _keys = keys ?? (static () => KeyTable.Empty);
        Experts = [.. _findings.Experts];
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
    public IAnalyzerSession Open(IAnnotationSink sink) => new WifiSession(sink, _findings, _keys());
}
