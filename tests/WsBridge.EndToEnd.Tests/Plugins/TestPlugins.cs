using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>The plugin of tests/WsBridge.TestPlugin, told what to do.</summary>
internal static class TestPlugins
{
    /// <summary>Its assembly, in the workplace.</summary>
    public static string Assembly(Workplace work, string behaviour)
    {
        string built = Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "WsBridge.TestPlugin", "release");
        if (!Directory.Exists(built))
        {
            Assert.Ignore($"There is no {built}: dotnet build -c Release tests/WsBridge.TestPlugin.");
        }

        string folder = Directory.CreateDirectory(work.Path("plugin " + behaviour)).FullName;
        foreach (string file in Directory.EnumerateFiles(built))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        File.WriteAllText(Path.Combine(folder, "behaviour"), behaviour);
        return Path.Combine(folder, "WsBridge.TestPlugin.dll");
    }

    /// <summary>Adds it.</summary>
    public static async Task Add(Workplace work, string behaviour)
    {
        Output added = await work.WsBridge("plugin", "add", Assembly(work, behaviour));
        Assert.That(added.Status, Is.Zero, added.Errors);
    }
}
