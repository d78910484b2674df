using WsBridge.Analysis.Excerpts;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Extraction;

/// <summary>Finds one association attempt of a capture, with what was found about it.</summary>
/// <param name="index">Its number, as <c>wsbridge roams</c> counts.</param>
/// <param name="ofAll">The other attempts of all clients are wanted too, not only those of the same one.</param>
internal sealed class AttemptSearch(int index, bool ofAll) : ICaptureSink
{
    private readonly List<Roam> _others = [];
    private readonly Dictionary<MacAddress, long> _authenticatedAt = [];
    private readonly List<Finding> _findings = [];

    public bool WantsDataFrames => true;

    public bool WantsFacts => false;

    /// <summary>How many attempts the capture has.</summary>
    public int Count { get; private set; }

    /// <summary>The attempt; null when there is none of that number.</summary>
    public Roam? Attempt { get; private set; }

    /// <summary>The other attempts whose frames may be beside its own.</summary>
    public IReadOnlyList<Roam> Others => _others;

    /// <summary>Its findings.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Number of the frame with which the STA's latest full authentication before it began; 0 when there is none.</summary>
    public long AuthenticatedAt => Attempt is { } attempt ? _authenticatedAt.GetValueOrDefault(attempt.Sta) : 0;

    public void Found(Finding finding)
    {
        if (finding.Roam == index)
        {
            _findings.Add(finding);
        }
    }

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }

    public void RoamSettled(Roam roam)
    {
        Count = roam.Index;
        if (roam.Index == index)
        {
            Attempt = roam;
            _others.RemoveAll(other => !IsWanted(other));
            return;
        }

        if (IsWanted(roam))
        {
            _others.Add(roam);
        }

        if (roam.Index < index && RoamExcerpt.IsAuthentication(roam))
        {
            _authenticatedAt[roam.Sta] = roam.Start.Id;
        }
    }

    private bool IsWanted(Roam other) => ofAll || Attempt is null || other.Sta == Attempt.Sta;
}
