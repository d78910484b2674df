namespace WsBridge.Host.Plugins;

/// <summary>What is asked of the process that runs a plugin.</summary>
internal interface IWorkerProcess
{
    /// <summary>Where requests go.</summary>
    Stream Requests { get; }

    /// <summary>Where replies come from; it ends when the process does.</summary>
    Stream Replies { get; }

    /// <summary>Changes with every frame that is begun or ended; odd while the plugin looks at one.</summary>
    long Progress { get; }

    /// <summary>The frame that it looks at or looked at last.</summary>
    uint Frame { get; }

    /// <summary>Octets of memory that the process has; 0 when it is gone.</summary>
    long Memory { get; }

    /// <summary>What it said last and did not send.</summary>
    /// <param name="messages">How many messages with annotations came from it.</param>
    byte[] OutputAfter(int messages);

    /// <summary>How it ended, in words; null while it runs or when that is not known.</summary>
    string? Ending();

    /// <summary>Ends it at once, and what it started.</summary>
    void Kill();
}
