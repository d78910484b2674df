using WsBridge.Analysis.Events;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>An association attempt has failed.</summary>
/// <param name="Frame">The frame where that became clear, perhaps of the STA's next attempt elsewhere.</param>
/// <param name="Roam">The attempt.</param>
/// <param name="Pair">How attempts between this client and this AP have ended so far.</param>
internal readonly record struct AttemptFailed(StoredFrame Frame, Roam Roam, PairFailures Pair) : IExchangeEvent;
