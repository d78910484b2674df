using System.Text.Json;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>docs/dependencies.md has each package that a lock file has, with its licence.</summary>
internal sealed class DependencyTests
{
    private static readonly string[] Licences = ["MIT", "MPL-2.0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

    [Test]
    public void Each_package_is_listed_with_a_licence_that_goes_with_ours()
    {
        string[] rows = File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "docs", "dependencies.md"));
        Dictionary<string, string> licences = rows.Select(row => row.Split(" | ")).Where(cells => cells.Length == 3)
            .ToDictionary(cells => cells[0].TrimStart('|', ' '), cells => cells[1]);

        string[] packages = [.. LockFiles().SelectMany(Packages).Distinct().Order(StringComparer.Ordinal)];

        Assert.That(packages, Has.Length.GreaterThan(10));
        Assert.That(packages.Except(licences.Keys), Is.Empty, "not listed");
        Assert.That(licences.Keys.Except(packages).Except(["package"]), Is.Empty, "listed and not used");
        Assert.That(packages.Select(package => licences[package]), Is.All.AnyOf(Licences));
    }

    private static IEnumerable<string> LockFiles() => ((string[])["src", "extcap", "tests"])
        .SelectMany(folder => Directory.GetFiles(Path.Combine(RepositoryPaths.Root, folder), "packages.lock.json",
            SearchOption.AllDirectories));

    private static List<string> Packages(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. from framework in document.RootElement.GetProperty("dependencies").EnumerateObject()
                   from package in framework.Value.EnumerateObject()
                   where package.Value.GetProperty("type").GetString() != "Project"
                   select package.Name];
    }
}
