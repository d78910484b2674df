namespace WsBridge.Benchmarks.Commands;

/// <summary>Commands that are compared with each other, which run in turn.</summary>
/// <param name="name">What they work on.</param>
internal sealed class Workload(string name)
{
    private readonly List<TimedCommand> _commands = [];
    private readonly List<Comparison> _comparisons = [];

    /// <summary>What they work on.</summary>
    public string Name => name;

    /// <summary>What is compared.</summary>
    public IReadOnlyList<Comparison> Comparisons => _comparisons;

    /// <summary>A command of it.</summary>
    public TimedCommand Add(TimedCommand command)
    {
        _commands.Add(command);
        return command;
    }

    /// <summary>Compares two commands; not where one of them is not there.</summary>
    /// <param name="what">What is compared.</param>
    /// <param name="measured">Ours.</param>
    /// <param name="against">A peer; null where it is not installed.</param>
    /// <param name="atMost">What the ratio of wall times is to reach; null where it is only shown.</param>
    /// <param name="cpuAtMost">The same for processor time.</param>
    public void Compare(string what, TimedCommand measured, TimedCommand? against, double? atMost = null, double? cpuAtMost = null)
    {
        if (against is not null)
        {
            _comparisons.Add(new Comparison($"{name}: {what}", measured, against) { AtMost = atMost, CpuAtMost = cpuAtMost });
        }
    }

    /// <summary>Runs each command once unmeasured, which brings files into memory, and then all in turn.</summary>
    public void Run(int runs)
    {
        foreach (TimedCommand command in _commands)
        {
            command.WarmUp();
        }

        for (int run = 0; run < runs; run++)
        {
            foreach (TimedCommand command in run % 2 == 0 ? _commands : Enumerable.Reverse(_commands))
            {
                command.Run();
            }
        }
    }
}
