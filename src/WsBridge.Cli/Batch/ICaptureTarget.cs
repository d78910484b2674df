namespace WsBridge.Cli.Batch;

/// <summary>Takes the rows of one capture after the other, in the order of the captures.</summary>
internal interface ICaptureTarget<TRow>
{
    /// <summary>Makes the text of a row, on any thread; null where rows are taken as they are.</summary>
    Func<TRow, string>? Line { get; }

    /// <summary>What is said of a capture on standard error is kept with its rows.</summary>
    bool KeepsMessages { get; }

    /// <summary>An earlier run has read this capture, as it still is.</summary>
    bool HasEarlier(string capture);

    /// <summary>Gives what an earlier run has found in a capture, and how it ended; null where it is to be read.</summary>
    CaptureOutcome? TakeEarlier(string capture);

    /// <summary>The next row of the capture at hand, with its text where <see cref="Line"/> has made one on another thread.</summary>
    void Write(TRow row, string? line);

    /// <summary>The capture at hand has ended.</summary>
    void EndCapture(string capture, CaptureOutcome outcome);
}
