using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// The successful FT to the same AP after which an attempt begins although nobody had ended the association; a copy, as attempts must not
/// hold each other.
/// </summary>
/// <param name="End">The frame that completed it.</param>
/// <param name="UplinkFrames">Data frames of the STA since then, when nothing came back although the capture hears both directions; else
/// 0.</param>
/// <param name="UplinkMilliseconds">From the first to the last of them.</param>
/// <param name="IsSample">Data frames as such are not looked at: there were more of them, and what came after the last of them is not
/// known.</param>
internal sealed record FtBefore(FrameRef End, int UplinkFrames, double UplinkMilliseconds, bool IsSample)
{
    /// <summary>Later than this it is another story.</summary>
    private const long RightAfterMicroseconds = 10_000_000;

    /// <summary>Null when there was no such FT.</summary>
    public static FtBefore? Of(RoamingStation station, Bss target, FrameRef start)
    {
        if (station is not { HasLeft: false, Current: { Outcome: RoamOutcome.Success, IsFtProtocol: true } before } || before.Bss != target
            || start.TimeMicroseconds - before.End.TimeMicroseconds is not (>= 0 and <= RightAfterMicroseconds))
        {
            return null;
        }

        // Frames on the other links of an AP MLD are not among the sample.
        bool isSampled = station.LastData is null || station.IsSampled;
        if (isSampled && before.Association.Client is null && station.Sample.OneWay is { } sample)
        {
            return new FtBefore(before.End, sample.Frames, sample.Milliseconds, IsSample: true);
        }

        (int frames, double milliseconds) = !isSampled && before.Outage is { IsOver: false, IsOneWay: true } && station.HearsBoth
            ? before.Outage.Uplink
            : (0, 0);
        return new FtBefore(before.End, frames, milliseconds, IsSample: false);
    }
}
