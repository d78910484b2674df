using System.Globalization;

namespace WsBridge.Benchmarks.Commands;

/// <summary>Two commands side by side: the ratio of each run of the one to the run of the other beside it.</summary>
/// <param name="Name">What is measured, and against what.</param>
/// <param name="Measured">Ours.</param>
/// <param name="Against">What it is compared with.</param>
internal sealed record Comparison(string Name, TimedCommand Measured, TimedCommand Against)
{
    /// <summary>What the ratio of wall times is to reach; null where it is only shown.</summary>
    public double? AtMost { get; init; }

    /// <summary>The same for processor time.</summary>
    public double? CpuAtMost { get; init; }

    /// <summary>Ratios of wall times.</summary>
    public Spread Wall => Spread.Of(Measured.Walls.Zip(Against.Walls, static (ours, theirs) => ours / theirs));

    /// <summary>Ratios of processor times.</summary>
    public Spread Cpu => Spread.Of(Measured.Cpus.Zip(Against.Cpus, static (ours, theirs) => ours / Math.Max(theirs, 1e-6)));

    /// <summary>
    /// Missed by more than chance: three quarters of the runs are over the limit. A median over it with less is within the noise.
    /// </summary>
    public bool IsMissed => Wall.Lower > AtMost || Cpu.Lower > CpuAtMost;

    /// <summary>A row of the table in docs/performance.md.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"| {Name} | {Number(Wall.Median)} ({Number(Wall.Least)} to {Number(Wall.Most)}) | {Number(Cpu.Median)} | {Goal} | {Verdict} |");

    private string Goal => (AtMost, CpuAtMost) switch
    {
        (null, null) => "",
        ({ } wall, null) => Number(wall),
        (null, { } cpu) => $"CPU {Number(cpu)}",
        ({ } wall, { } cpu) => $"{Number(wall)}, CPU {Number(cpu)}",
    };

    private string Verdict => AtMost is null && CpuAtMost is null ? ""
        : IsMissed ? "missed"
        : Wall.Median > AtMost || Cpu.Median > CpuAtMost ? "within the noise"
        : "kept";

    private static string Number(double value) => value.ToString(value < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);
}
