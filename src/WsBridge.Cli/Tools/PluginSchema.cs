using WsBridge.Capture;
using WsBridge.Host;
using WsBridge.Host.Plugins;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Tools;

/// <summary>
/// The schema of the built-in analysis with the plugins of this user. It is Lua, so it lies where only this user can write: beside them.
/// The stub takes it where it is there.
/// </summary>
internal static class PluginSchema
{
    private static string File => Path.Combine(PluginFolder.OfUser.Path, "wsbridge_schema.lua");

    /// <summary>Its path, after it was written anew where it was not up to date; null where no plugin was added.</summary>
    /// <param name="problem">Null, or a sentence that says what is wrong with the plugins.</param>
    public static string? Current(out string? problem)
    {
        IReadOnlyList<InstalledPlugin> plugins = PluginFolder.OfUser.Load(out problem);
        if (plugins.Count == 0)
        {
            Remove();
            return null;
        }

        string lua = TextFor(plugins);
        string path = Path.GetFullPath(File);
        try
        {
            if (!System.IO.File.Exists(path) || System.IO.File.ReadAllText(path) != lua)
            {
                string coming = path + "." + Path.GetRandomFileName();
                System.IO.File.WriteAllText(coming, lua);
                System.IO.File.Move(coming, path, overwrite: true); // several may start at once
            }

            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = $"The fields of the plugins cannot be registered: {SystemMessage.Of(error)}.";
            return null;
        }
    }

    /// <summary>What is wrong with what the stub finds there; null when it is what this program would write.</summary>
    public static string? WhyNotCurrent()
    {
        IReadOnlyList<InstalledPlugin> plugins = PluginFolder.OfUser.Load(out string? problem);
        if (problem is not null)
        {
            return problem;
        }

        string? lua = plugins.Count == 0 ? null : TextFor(plugins);
        string? there = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : null;
        return there == lua ? null : $"{Path.GetFullPath(File)} does not have the fields of this wsbridge and its plugins.";
    }

    private static string TextFor(IReadOnlyList<InstalledPlugin> plugins) =>
        new Schema([new WifiAnalyzer()], [.. plugins.Select(plugin => plugin.Manifest)]).ToLua();

    private static void Remove()
    {
        try
        {
            System.IO.File.Delete(File);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No such folder, or not ours to write: then nobody has a schema there, or the problem was told.
        }
    }
}
