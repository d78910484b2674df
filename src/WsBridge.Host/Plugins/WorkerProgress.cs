namespace WsBridge.Host.Plugins;

/// <summary>Where a worker stands.</summary>
/// <param name="IsGreeted">It has said what it declares.</param>
/// <param name="Asked">How often it was asked to say when it has looked at everything.</param>
/// <param name="Synced">How often it has said so.</param>
internal readonly record struct WorkerProgress(bool IsGreeted, int Asked, int Synced);
