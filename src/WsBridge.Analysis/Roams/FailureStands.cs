using WsBridge.Analysis.Events;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// The capture has ended, and a failed attempt stands: each one with nothing after it, and the latest one of each failure that repeats.
/// </summary>
/// <param name="Frame">The frame where the failure became clear.</param>
/// <param name="Roam">The attempt.</param>
/// <param name="Pair">How attempts between this client and this AP have ended.</param>
internal readonly record struct FailureStands(StoredFrame Frame, Roam Roam, PairFailures Pair) : IExchangeEvent;
