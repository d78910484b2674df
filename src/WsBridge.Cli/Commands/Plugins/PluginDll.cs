using System.CommandLine;
using WsBridge.Cli.Output;
using WsBridge.Host.Plugins;

namespace WsBridge.Cli.Commands.Plugins;

/// <summary>The assembly that a command is about.</summary>
internal static class PluginDll
{
    public static Argument<string> Argument()
    {
        var dll = new Argument<string>("DLL")
        {
            Description = "The plugin's assembly, with what it needs beside it, as `dotnet build` or `dotnet publish` leave it",
        };
        InputFiles.RefuseEmpty(dll);
        return dll;
    }

    /// <summary>What it declares, with its faults on standard error.</summary>
    /// <returns>Null when it cannot be added.</returns>
    public static PluginManifest? Read(string dll)
    {
        if (!File.Exists(dll))
        {
            StandardError.Say($"there is no file {dll}.");
            return null;
        }

        if (PluginInspector.Inspect(dll, out string? problem) is not { } manifest)
        {
            StandardError.Say($"{dll} is no plugin: {problem}.");
            return null;
        }

        string[] faults = [.. ManifestCheck.Faults(manifest), .. ManifestCheck.Conflicts(manifest, PluginFolder.OfUser.Load(out _))];
        foreach (string fault in faults)
        {
            StandardError.Say($"{dll}: {fault}.");
        }

        return faults.Length == 0 ? manifest : null;
    }
}
