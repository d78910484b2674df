using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>Where the analysis says how association attempts end.</summary>
public interface IRoamSink
{
    /// <summary>An association attempt has just ended. One that seemed to have succeeded may go on and end again.</summary>
    void RoamEnded(Roam roam)
    {
        // Most sinks take findings only.
    }

    /// <summary>
    /// Service is back after an attempt, and the outage is known, where data frames as such are not looked at (see
    /// <see cref="WifiAnalysis.SampleData"/>).
    /// </summary>
    /// <param name="roam">The attempt, which has succeeded.</param>
    /// <param name="frame">The data frame that shows it.</param>
    void OutageEnded(Roam roam, FrameRef frame)
    {
        // Most sinks look at all data frames, or have no place for it.
    }

    /// <summary>Nothing about an association attempt will change any more; they come in the order of their indexes.</summary>
    void RoamSettled(Roam roam)
    {
        // Most sinks take findings only.
    }
}
