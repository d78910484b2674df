using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>
/// <c>dotnet new wsbridge-plugin</c> makes what <c>wsbridge plugin new</c> makes, which the tutorial's test builds and tests.
/// </summary>
[Category(Categories.OneWireshark)]
internal sealed class TemplateTests
{
    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_project_of_the_package_is_that_of_plugin_new()
    {
        using var work = new Workplace();
        string hive = work.Path("hive");
        await Dotnet(work, "pack", Path.Combine(RepositoryPaths.Root, "src", "WsBridge.Templates"), "-o", work.Path("package"), "--nologo");
        await Dotnet(work, "new", "install", Directory.GetFiles(work.Path("package"), "*.nupkg").Single(), "--debug:custom-hive", hive);
        foreach (string name in (string[])["Goodbye", "SlowDHCPAfter2Roams"])
        {
            string theirs = work.Path("of-dotnet-" + name);
            await Dotnet(work, "new", "wsbridge-plugin", "-n", name, "-o", theirs, "--debug:custom-hive", hive);
            Output made = await work.Run("sh",
                ["-c", "cd \"$0\" && exec \"$1\" plugin new \"$2\"", work.Path(""), Programs.WsBridge, name]);

            Assert.That(made.Status, Is.Zero, made.Errors);
            Assert.That(Files(theirs), Is.EqualTo(Files(work.Path(name))));
        }
    }

    private static async Task Dotnet(Workplace work, params string[] arguments)
    {
        Output output = await work.Run("dotnet", arguments, new Dictionary<string, string?>
        {
            ["DOTNET_CLI_HOME"] = work.Home,
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        });
        Assert.That(output.Status, Is.Zero, output.Text + output.Errors);
    }

    // Names and contents; of the SDK, which is built anew for the package, the names.
    private static string[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder, file), File: file))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => file.Name.StartsWith("sdk", StringComparison.Ordinal)
                ? file.Name
                : $"{file.Name}\n{File.ReadAllText(file.File)}"),
    ];
}
