using System.CommandLine;
using System.Globalization;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;
using WsBridge.Host;
using WsBridge.Host.Plugins;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Commands.Plugins;

/// <summary><c>wsbridge plugin check</c>: what a plugin declares, and how it does on a capture.</summary>
internal static class CheckPluginCommand
{
    public static Command Create()
    {
        Argument<string> dll = PluginDll.Argument();
        var capture = new Option<string?>("--capture")
        {
            Description = "Runs the plugin on this capture and says how fast it was, and whether it had to be stopped",
        };
        OutputOption.RefuseEmpty(capture);
        var command = new Command("check", "Checks names, duplicates and documentation of a plugin; nothing is added.") { dll, capture };
        command.SetAction(parsed => Run(parsed.GetValue(dll)!, parsed.GetValue(capture)));
        return command;
    }

    private static int Run(string dll, string? capture)
    {
        if (PluginDll.Read(dll) is not { } manifest)
        {
            return ExitStatus.Usage;
        }

        string[] wishes = [.. ManifestCheck.Wishes(manifest)];
        foreach (string wish in wishes)
        {
            Console.Out.WriteLine($"{manifest.Name}: {wish}.");
        }

        bool isWhole = capture is null || TryRun(dll, manifest, capture, out isWhole);
        if (!isWhole)
        {
            return ExitStatus.Unreadable;
        }

        Console.Out.WriteLine($"{manifest.Name} {manifest.Version}: {manifest.Fields.Count} fields, {manifest.Experts.Count} expert infos, "
            + $"built with WsBridge.Sdk {manifest.SdkVersion}; it can be added.");
        return wishes.Length == 0 ? ExitStatus.Analysed : ExitStatus.Found;
    }

    private static bool TryRun(string dll, PluginManifest manifest, string capture, out bool isWhole)
    {
        var schema = new Schema([new WifiAnalyzer()], [manifest]);
        using var folder = new ScratchFolder();
        var plugin = new InstalledPlugin(folder.Path, Path.GetFullPath(dll), manifest);
        PluginTrial? trial = null;
        isWhole = CaptureInput.TryRead(capture, stream =>
        {
            using CaptureReader reader = CaptureReader.Open(stream, capture);
            using var running = new PluginTrial(plugin, schema);
            while (reader.TryRead(out CaptureRecord record))
            {
                running.OnFrame(record.ToFrame());
            }

            running.Finish();
            trial = running;
            return reader.Problem?.ToString();
        });
        if (trial is not null)
        {
            Console.Out.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{manifest.Name}: {trial.Frames} frames in {trial.Elapsed.TotalSeconds:0.00} "
                + $"s, {trial.OutputOctets} octets of annotations."));
            if (trial.Note is { } note)
            {
                StandardError.Say(note);
                isWhole = false;
            }
        }

        return isWhole;
    }
}
