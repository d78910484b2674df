using WsBridge.Analysis.Events;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// Service is back after a success: protected data frames in both directions. Only where data frames are looked at, which is neither in
/// Wireshark nor in the findings of a whole capture.
/// </summary>
/// <param name="Frame">The data frame, or its acknowledgement.</param>
/// <param name="Roam">The attempt that has succeeded.</param>
internal readonly record struct ServiceRestored(StoredFrame Frame, Roam Roam) : IExchangeEvent;
