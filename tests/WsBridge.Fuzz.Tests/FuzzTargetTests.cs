using System.Diagnostics;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Tests;

internal sealed class FuzzTargetTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private static IReadOnlyList<string> Targets => FuzzTargets.Names;

    private static IEnumerable<TestCaseData> Cases => Directory
        .EnumerateFiles(Path.Combine(RepositoryPaths.Root, "tests", "WsBridge.Fuzz", "Cases"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(
            path =>
                new TestCaseData(Path.GetFileName(Path.GetDirectoryName(path)), path)
                    .SetArgDisplayNames(Path.GetFileName(Path.GetDirectoryName(path))!, Path.GetFileName(path)));

    [TestCaseSource(nameof(Cases))]
    public void What_a_fuzzer_found_stays_mended(string target, string path)
    {
        IFuzzTarget tried = FuzzTargets.Create(target);
        using var ending = tried as IDisposable;

        Assert.That(Trial.Of(tried, File.ReadAllBytes(path)).Fault, Is.Null);
    }

    [TestCaseSource(nameof(Targets))]
    public void What_a_fuzzer_begins_with_is_read(string target)
    {
        IFuzzTarget tried = FuzzTargets.Create(target);
        using var ending = tried as IDisposable;

        byte[][] seeds = [.. tried.Seeds()];

        Assert.That(seeds, Is.Not.Empty);
        Assert.That(seeds.Select(seed => Trial.Of(tried, seed).Fault), Has.All.Null);
    }

    [TestCaseSource(nameof(Targets))]
    public void A_second_of_changed_octets_does_no_harm(string target)
    {
        IFuzzTarget tried = FuzzTargets.Create(target);
        using var ending = tried as IDisposable;
        byte[][] seeds = [.. tried.Seeds()];
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var mutator = new Mutator(seed);

        int runs = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Look; runs++)
        {
            byte[] octets = mutator.Change(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)]);
            if (Trial.Of(tried, octets).Fault is { } fault)
            {
                string kept = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{target}-{seed}-{runs}");
                File.WriteAllBytes(kept, octets);
                Assert.Fail($"{fault}\nThe octets are in {kept}.");
            }
        }

        Assert.That(runs, Is.Positive);
    }
}
