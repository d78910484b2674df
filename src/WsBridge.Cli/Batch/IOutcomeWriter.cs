namespace WsBridge.Cli.Batch;

/// <summary>A format that says of each capture how reading it ended.</summary>
internal interface IOutcomeWriter
{
    /// <summary>A capture has ended.</summary>
    void WriteOutcome(string capture, CaptureOutcome outcome);
}
