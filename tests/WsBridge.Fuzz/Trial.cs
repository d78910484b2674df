using System.Diagnostics;

namespace WsBridge.Fuzz;

/// <summary>What came of giving a target octets.</summary>
/// <param name="Octets">The octets.</param>
/// <param name="Fault">What is wrong; null when nothing is.</param>
public sealed record Trial(byte[] Octets, string? Fault)
{
    /// <summary>Longer than any octets of such a length take, on a machine that does other things too.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Gives the target these octets.</summary>
    public static Trial Of(IFuzzTarget target, byte[] octets)
    {
        ArgumentNullException.ThrowIfNull(target);
        long start = Stopwatch.GetTimestamp();
#pragma warning disable CA1031 // whatever it throws is what is looked for
        try
        {
            target.Run(octets);
        }
        catch (Exception error)
        {
            return new Trial(octets, error.ToString());
        }
#pragma warning restore CA1031

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        return new Trial(octets, took > Longest ? $"it took {took.TotalSeconds:0.0} s" : null);
    }
}
