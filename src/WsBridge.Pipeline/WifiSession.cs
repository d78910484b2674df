using WsBridge.Analysis.Annotations;
using WsBridge.Analysis.Keys;
using WsBridge.Sdk;

namespace WsBridge.Pipeline;

/// <summary>Leads the frames of one session of the host, which it has chosen already, through a <see cref="CaptureAnalyzer"/>.</summary>
internal sealed class WifiSession : IAnalyzerSession
{
    private readonly IAnnotationSink _sink;
    private readonly KeyTable _keys;
    private readonly CaptureAnalyzer _analyzer;
    private bool _hasBegun;
    private long _lastFrame;

    public WifiSession(IAnnotationSink sink, FindingTree findings, KeyTable keys)
    {
        _sink = sink;
        _keys = keys;
        _analyzer = new CaptureAnalyzer(new Writer(sink, findings), new CaptureAnalyzerOptions { Keys = keys, OnFault = Report });
        _analyzer.Analysis.SampleData();
    }

    public void OnFrame(in Frame frame)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            RemarkOnKeys(frame.Id);
        }

        _lastFrame = frame.Id;
        _analyzer.OnChosenFrame(frame);
    }

    public void OnEarlierData(in Frame frame) => _analyzer.OnEarlierData(frame);

    public void OnEnd() => _analyzer.End();

    public void Dispose()
    {
        _analyzer.Dispose();
        _keys.Dispose();
    }

    /// <summary>A session has no other place for words than its frames.</summary>
    private void RemarkOnKeys(long frame)
    {
        foreach (string remark in _keys.Remarks)
        {
            _sink.Annotate(frame, new Annotation.TextLine("Keys: " + remark));
        }
    }

    /// <summary>Whatever the fault is, it costs its frame and not the rest of the capture, and somebody should hear of it.</summary>
    private bool Report(AnalysisFault fault)
    {
        string text = fault.Frame is null
            ? $"WsBridge failed to analyze the end of the capture, which is a bug: {fault.Error.GetType().Name}. Please report it."
            : $"WsBridge failed to analyze this frame, which is a bug: {fault.Error.GetType().Name}. Please report it with the frame.";
        _sink.Annotate(fault.Frame ?? _lastFrame, new Annotation.TextLine(text));
        return true;
    }

    /// <summary>The host sends no other data frames than those that the analysis asked for.</summary>
    private sealed class Writer(IAnnotationSink sink, FindingTree findings) : AnnotationWriter(sink, findings), ICaptureSink
    {
        public bool WantsDataFrames => false;
    }
}
