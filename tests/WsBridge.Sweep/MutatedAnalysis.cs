using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Pipeline;
using WsBridge.Testing;

namespace WsBridge.Sweep;

/// <summary>What the analysis finds in a changed recording. Frames count by their places in the unchanged one, from 1.</summary>
public sealed class MutatedAnalysis : ICaptureSink
{
    private readonly List<Finding> _findings = [];
    private readonly List<Roam> _roams = [];

    private MutatedAnalysis()
    {
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The attempts.</summary>
    public IReadOnlyList<Roam> Roams => _roams;

    /// <inheritdoc/>
    public bool WantsFacts => false;

    /// <inheritdoc/>
    public bool WantsDataFrames => true;

    /// <summary>Analyses the recording with a change, the way the command line does.</summary>
    public static MutatedAnalysis Of(IReadOnlyList<CapturedPacket> packets, Mutation mutation, KeyTable? keys = null)
    {
        ArgumentNullException.ThrowIfNull(packets);
        var sink = new MutatedAnalysis();
        using var analyzer = new CaptureAnalyzer(sink, new CaptureAnalyzerOptions { Keys = keys });
        for (int place = 0; place < packets.Count; place++)
        {
            if (mutation.At(place) is var from && from < 0)
            {
                continue;
            }

            CapturedPacket packet = packets[from];
            analyzer.OnFrame(new Sdk.Frame
            {
                Id = place + 1,
                TimeMicroseconds = (mutation.Kind == MutationKind.OutOfOrder ? packet : packets[place]).TimeNanoseconds / 1000,
                LinkType = packet.LinkType,
                Octets = packet.Octets,
                OriginalLength = packet.OriginalLength,
            });
        }

        analyzer.End();
        return sink;
    }

    /// <inheritdoc/>
    public void Found(Finding finding) => _findings.Add(finding);

    /// <inheritdoc/>
    public void RoamSettled(Roam roam) => _roams.Add(roam);

    /// <inheritdoc/>
    public void Fact(FrameFacts facts)
    {
        // Not asked for.
    }
}
