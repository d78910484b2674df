using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Tracking;
using WsBridge.Pipeline;

namespace WsBridge.Cli;

/// <summary>A finding with the capture it is from.</summary>
internal readonly record struct CapturedFinding(string Capture, Finding Finding)
{
    /// <summary>Exact time of the frame that it stands on, which at the end of a capture is not the latest one.</summary>
    public long TimeNanoseconds => Finding.Frame.Ref.TimeNanoseconds;
}

/// <summary>Takes the findings of one capture that pass the user's filters.</summary>
internal sealed class CaptureFindings(string capture, FindingFilter filter, Action<CapturedFinding> take) : ICaptureSink
{
    public bool WantsDataFrames { get; } = filter.Only?.Any(static rule => rule.Info.ReadsDataFrames) == true;

    public bool WantsFacts => false;

    /// <summary>The capture has ended.</summary>
    public bool HasEnded { get; private set; }

    public void OnEnd() => HasEnded = true;

    public void Found(Finding finding)
    {
        if (filter.Passes(finding))
        {
            take(new CapturedFinding(capture, finding));
        }
    }

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }
}
