namespace WsBridge.Benchmarks.Commands;

/// <summary>How values of several runs lie.</summary>
/// <param name="Least">The least.</param>
/// <param name="Lower">A quarter of them is at most this.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Most">The most.</param>
internal readonly record struct Spread(double Least, double Lower, double Median, double Most)
{
    /// <summary>That of some values, of which there is at least one.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(sorted[0], At(sorted, 0.25), At(sorted, 0.5), sorted[^1]);
    }

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
