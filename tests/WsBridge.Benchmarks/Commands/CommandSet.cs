namespace WsBridge.Benchmarks.Commands;

/// <summary>The commands that are compared on one capture.</summary>
internal sealed record CommandSet
{
    /// <summary>tshark alone.</summary>
    public required TimedCommand Plain { get; init; }

    /// <summary>tshark with an empty Lua post-dissector: the floor of whatever Lua is called for each frame.</summary>
    public required TimedCommand Empty { get; init; }

    /// <summary>tshark with the bridge.</summary>
    public required TimedCommand Bridge { get; init; }

    /// <summary>What one would type without WsBridge.</summary>
    public required TimedCommand Filter { get; init; }

    /// <summary>The analysis without tshark.</summary>
    public required TimedCommand Analyze { get; init; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<TimedCommand> All => [Plain, Empty, Bridge, Filter, Analyze];

    /// <summary>Runs all of them in turn, several times, so that whatever else the machine does falls on all alike.</summary>
    public void Run(int runs)
    {
        for (int run = 0; run < runs; run++)
        {
            foreach (TimedCommand command in All)
            {
                command.Run();
            }
        }
    }
}
