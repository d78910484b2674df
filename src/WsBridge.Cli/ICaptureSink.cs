using WsBridge.Analysis;

namespace WsBridge.Cli;

/// <summary>Takes what the analysis of one capture says.</summary>
internal interface ICaptureSink : IFindingSink
{
    /// <summary>Exact time of the frame at hand.</summary>
    long TimeNanoseconds { get; set; }
}
