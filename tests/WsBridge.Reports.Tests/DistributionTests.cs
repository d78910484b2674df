using WsBridge.Reports.Summaries;

namespace WsBridge.Reports.Tests;

/// <summary>Percentiles are those of the values.</summary>
internal sealed class DistributionTests
{
    [Test]
    public void Few_values_are_exact()
    {
        var distribution = new Distribution();
        foreach (double value in (double[])[10.5, 20, 30, 40.123, 1000])
        {
            distribution.Add(value);
        }

        Assert.That(distribution.IsExact);
        Assert.That((double?[])[distribution.PercentileMs(50), distribution.PercentileMs(80), distribution.MaxMs],
            Is.EqualTo(new double?[] { 30, 40.123, 1000 }));
    }

    [Test]
    public void Many_values_are_known_to_one_part_in_a_thousand()
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble() * 5000).Order()];
        var distribution = new Distribution();
        foreach (double value in values)
        {
            distribution.Add(value);
        }

        Assert.That(distribution.IsExact, Is.False);
        foreach (double percent in (double[])[1, 50, 90, 99, 99.9])
        {
            double exact = values[(int)Math.Ceiling(percent / 100 * values.Length) - 1];
            Assert.That(distribution.PercentileMs(percent), Is.EqualTo(exact).Within(0.1).Percent, $"{percent} %");
        }
    }

    [Test]
    public void Without_values_there_is_no_percentile() => Assert.That(new Distribution().PercentileMs(50), Is.Null);
}
