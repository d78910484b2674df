using System.Reflection;
using System.Text;

namespace WsBridge.Cli.Commands.Plugins;

/// <summary>The files of a new plugin: those of src/WsBridge.Templates, with its names in place of HelloPlugin and hello_plugin.</summary>
internal static class PluginTemplate
{
    private const string Prefix = "plugin/";

    public static void Write(string folder, PluginNames names)
    {
        Assembly assembly = typeof(PluginTemplate).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string path = Path.Combine(folder, Renamed(resource[Prefix.Length..].Replace('\\', '/'), names));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using Stream source = assembly.GetManifestResourceStream(resource)!;
            if (Path.GetExtension(path) == ".pcap")
            {
                using FileStream file = File.Create(path);
                source.CopyTo(file);
            }
            else
            {
                using var reader = new StreamReader(source, Encoding.UTF8);
                File.WriteAllText(path, Renamed(reader.ReadToEnd(), names));
            }
        }
    }

    private static string Renamed(string text, PluginNames names) =>
        text.Replace("HelloPlugin", names.Type, StringComparison.Ordinal).Replace("hello_plugin", names.Field, StringComparison.Ordinal);
}
