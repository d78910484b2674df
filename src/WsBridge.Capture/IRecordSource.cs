namespace WsBridge.Capture;

/// <summary>Gives packets, one after the other: of one file, or of several in the order of their times.</summary>
public interface IRecordSource
{
    /// <summary>Where and why reading stopped early; null while reading, and after a clean end.</summary>
    CaptureProblem? Problem { get; }

    /// <summary>Reads the next packet; false at the end.</summary>
    /// <param name="record">It is good until the next call.</param>
    bool TryRead(out CaptureRecord record);
}
