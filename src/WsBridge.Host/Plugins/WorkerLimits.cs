namespace WsBridge.Host.Plugins;

/// <summary>What a plugin may take before it is stopped.</summary>
public sealed record WorkerLimits
{
    /// <summary>From the start of its process until it has said what it declares.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For one frame.</summary>
    public TimeSpan Frame { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After the last frame, to end by itself.</summary>
    public TimeSpan End { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Octets of managed memory; beyond, the plugin's own allocation fails.</summary>
    public long Heap { get; init; } = 512L << 20;

    /// <summary>Octets of memory of the whole process.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>Lines that it says during one frame.</summary>
    public int Lines { get; init; } = 2000;

    /// <summary>Octets that it says in one capture.</summary>
    public long Output { get; init; } = 256L << 20;

    /// <summary>It is left out when it had to be stopped in so many captures in a row.</summary>
    public int FailuresInARow { get; init; } = 3;
}
