using WsBridge.Analysis.Comparison;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Comparison;

/// <summary>Lists the attempts of one capture.</summary>
internal sealed class AttemptListing(AttemptList attempts) : ICaptureSink
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

    public void RoamSettled(Roam roam) => attempts.Add(roam);
}
