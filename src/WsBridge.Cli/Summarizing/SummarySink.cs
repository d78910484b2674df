using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Pipeline;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Summarizing;

/// <summary>Takes the findings and the attempts of one capture.</summary>
internal sealed class SummarySink(Func<long, FrameName> nameOf, Action<Finding> found, Action<RoamRow> settled) : ICaptureSink
{
    public bool WantsDataFrames => true;

    public bool WantsFacts => false;

    public void Found(Finding finding) => found(finding);

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }

    public void RoamSettled(Roam roam) => settled(RoamRow.Of(nameOf, roam));
}
