using WsBridge.Analysis.Events;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>An association attempt has succeeded.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Roam">The attempt.</param>
internal readonly record struct AttemptSucceeded(StoredFrame Frame, Roam Roam) : IExchangeEvent;
