using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>How far an AP has counted its management frames other than Beacons, which are often counted apart.</summary>
/// <param name="Sequence">Sequence number of the latest one.</param>
/// <param name="Count">How many the analysis had up to it; 0 before the first.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Time">When it came, in microseconds since the Unix epoch.</param>
internal readonly record struct ManagementRun(int Sequence, long Count, FrameKind Kind, long Time)
{
    /// <summary>What is further apart says nothing: the radio was reset, or counts otherwise.</summary>
    private const int MaxBetween = 1024;

    /// <summary>
    /// The sequence numbers since then show frames of the AP that the analysis does not have, so that one that is missing was perhaps sent.
    /// One may be the second of two Probe Responses: of like ones not every one is looked at.
    /// </summary>
    /// <param name="before">The run as it was then.</param>
    public bool HasGapSince(in ManagementRun before)
    {
        if (before.Count == 0 || Count <= before.Count)
        {
            return false;
        }

        long missed = ((Sequence - before.Sequence) & 0xFFF) - (Count - before.Count);
        return missed is > 0 and <= MaxBetween && missed > (before.Kind == FrameKind.ProbeResponse ? 1 : 0);
    }
}
