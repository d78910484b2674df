using WsBridge.Cli.Tools;
using WsBridge.Host;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Installing;

/// <summary>The fields that Wireshark registers are those of this program and its plugins.</summary>
internal static class SchemaCheck
{
    private const string Name = "schema";

    public static Diagnosis Look()
    {
        string own = Path.Combine(Path.GetDirectoryName(Installation.Stub)!, "wsbridge_schema.lua");
        if (!File.Exists(Installation.Stub) || !File.Exists(own) || File.ReadAllText(own) != new Schema([new WifiAnalyzer()]).ToLua())
        {
            return Diagnosis.Trouble(Name, "schema-mismatch", $"{own} is not of the same build as {Installation.Program}.",
                "Install WsBridge anew: its files belong together. In a checkout delete artifacts/wsbridge; ./wsbridge builds it again.");
        }

        return PluginSchema.WhyNotCurrent() is { } why
            ? Diagnosis.Trouble(Name, "plugin-schema-mismatch", why, "Install again: it writes them anew.",
                ShellCommand.OfOurs("install"))
            : Diagnosis.Ok(Name, "Fields and program are of one build.");
    }
}
