namespace WsBridge.Host.Plugins;

/// <summary>A plugin says nothing more in this capture.</summary>
/// <param name="Frame">The frame from which on.</param>
/// <param name="Note">Why, for people.</param>
internal sealed record WorkerEnd(uint Frame, string Note);
