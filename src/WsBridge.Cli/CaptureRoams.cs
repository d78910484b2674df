using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Pipeline;

namespace WsBridge.Cli;

/// <summary>An association attempt with the capture it is from.</summary>
internal readonly record struct CapturedRoam(string Capture, Roam Roam);

/// <summary>Takes the association attempts of one capture.</summary>
internal sealed class CaptureRoams(string capture, Action<CapturedRoam> take) : ICaptureSink
{
    public bool WantsDataFrames => true;

    public bool WantsFacts => false;

    public void Found(Finding finding)
    {
        // The attempt remembers it.
    }

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }

    public void RoamSettled(Roam roam) => take(new CapturedRoam(capture, roam));
}
