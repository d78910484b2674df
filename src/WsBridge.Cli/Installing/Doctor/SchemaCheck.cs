using System.Reflection;
using WsBridge.Cli.Tools;
using WsBridge.Host;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Installing;

/// <summary>The files of the stub, and the fields that Wireshark registers, are those of this program and its plugins.</summary>
internal static class SchemaCheck
{
    private const string Name = "schema";
    private const string StubFiles = "lua/"; // how the names of their resources begin

    public static Diagnosis Look()
    {
        string folder = Path.GetDirectoryName(Installation.Stub)!;
        foreach ((string name, string text) in OfThisBuild())
        {
            string path = Path.Combine(folder, name);
            string? wrong = !File.Exists(path) ? "is missing"
                : File.ReadAllText(path) != text ? $"is not of the same build as {Installation.Program}"
                : null;
            if (wrong is not null)
            {
                return Diagnosis.Trouble(Name, "schema-mismatch", $"{path} {wrong}.",
                    "Install WsBridge anew: its files belong together. In a checkout delete artifacts/wsbridge; ./wsbridge builds it "
                    + "again.");
            }
        }

        return PluginSchema.WhyNotCurrent() is { } why
            ? Diagnosis.Trouble(Name, "plugin-schema-mismatch", why, "Install again: it writes them anew.",
                ShellCommand.OfOurs("install"))
            : Diagnosis.Ok(Name, "Fields and program are of one build.");
    }

    private static IEnumerable<(string Name, string Text)> OfThisBuild()
    {
        Assembly program = typeof(SchemaCheck).Assembly;
        foreach (string resource in program.GetManifestResourceNames().Where(name => name.StartsWith(StubFiles, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(program.GetManifestResourceStream(resource)!);
            yield return (resource[StubFiles.Length..], reader.ReadToEnd());
        }

        yield return ("wsbridge_schema.lua", new Schema([new WifiAnalyzer()]).ToLua());
    }
}
