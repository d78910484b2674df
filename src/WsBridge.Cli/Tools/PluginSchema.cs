using WsBridge.Analysis;
using WsBridge.Host;
using WsBridge.Host.Plugins;

namespace WsBridge.Cli.Tools;

/// <summary>The schema of the built-in analysis with the plugins of this user. It is Lua, so it lies where only this user can write: beside them.</summary>
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
            return null;
        }

        string lua = new Schema([new WifiAnalyzer()], [.. plugins.Select(plugin => plugin.Manifest)]).ToLua();
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
            problem = $"The fields of the plugins cannot be registered: {error.Message}";
            return null;
        }
    }
}
