using WsBridge.Analysis;
using WsBridge.Analysis.Exchanges;

namespace WsBridge.Cli;

/// <summary>A finding with the capture it is from and the exact time of its frame.</summary>
internal readonly record struct CapturedFinding(string Capture, long TimeNanoseconds, Finding Finding);

/// <summary>Takes the findings of one capture that pass the user's filters.</summary>
internal sealed class CaptureFindings(string capture, FindingFilter filter, Action<CapturedFinding> take) : ICaptureSink
{
    public long TimeNanoseconds { get; set; }

    public bool WantsDataFrames { get; } = filter.Only?.Any(rule => rule.Moments.HasFlag(Moments.FirstData)) == true;

    public bool WantsFacts => false;

    public void Found(Finding finding)
    {
        if (filter.Passes(finding))
        {
            take(new CapturedFinding(capture, TimeNanoseconds, finding));
        }
    }

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }
}
