namespace WsBridge.Analysis.Roams;

/// <summary>Where the analysis says how association attempts end.</summary>
public interface IRoamSink
{
    /// <summary>An association attempt has just ended. One that seemed to have succeeded may go on and end again.</summary>
    void RoamEnded(Roam roam)
    {
        // Most sinks take findings only.
    }

    /// <summary>Nothing about an association attempt will change any more; they come in the order of their indexes.</summary>
    void RoamSettled(Roam roam)
    {
        // Most sinks take findings only.
    }
}
