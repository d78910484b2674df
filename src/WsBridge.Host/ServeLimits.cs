using WsBridge.Host.Plugins;

namespace WsBridge.Host;

/// <summary>How long a session waits before it gives up.</summary>
public sealed record ServeLimits
{
    /// <summary>From the line that names the pipes to the end of the client's greeting.</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one frame.</summary>
    public TimeSpan Frame { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For the plugins.</summary>
    public WorkerLimits Plugins { get; init; } = new();
}
