using System.CommandLine;
using WsBridge.Cli.Output;
using WsBridge.Host.Plugins;

namespace WsBridge.Cli.Commands.Plugins;

/// <summary><c>wsbridge plugin list</c>: one line a plugin, tab-separated, with its fields and expert infos when asked.</summary>
internal static class ListPluginsCommand
{
    public static Command Create()
    {
        var fields = new Option<bool>("--fields") { Description = "Also the names of fields and expert infos" };
        var command = new Command("list", "The plugins that you have added.") { fields };
        command.SetAction(parsed =>
        {
            IReadOnlyList<InstalledPlugin> plugins = PluginFolder.OfUser.Load(out string? problem);
            foreach (InstalledPlugin plugin in plugins)
            {
                Write(plugin, parsed.GetValue(fields));
            }

            if (problem is not null)
            {
                StandardError.Say(problem);
                return ExitStatus.Unreadable;
            }

            return ExitStatus.Analysed;
        });
        return command;
    }

    private static void Write(InstalledPlugin plugin, bool withFields)
    {
        PluginManifest manifest = plugin.Manifest;
        string state = SdkVersions.WhyNot(manifest.SdkVersion)
            ?? (PluginFolder.FailuresOf(plugin) is > 0 and var failures
                ? failures >= new WorkerLimits().FailuresInARow
                    ? "left out: it had to be stopped again and again"
                    : "it had to be stopped in the last capture"
                : "ready");
        Console.Out.WriteLine($"{manifest.Name}\t{manifest.Version}\t{manifest.Title}\t{state}");
        if (withFields)
        {
            foreach (string line in manifest.Fields.Select(field => $"  {field.Filter}\t{field.Description}")
                .Concat(manifest.Experts.Select(expert => $"  {expert.Filter}\t{expert.Summary}")))
            {
                Console.Out.WriteLine(line);
            }
        }
    }
}
