using System.Text.Json;

namespace WsBridge.Cli.Output;

/// <summary>One JSON object a line, keys as in the contract; absent is null.</summary>
internal sealed class NdjsonRoamWriter(TextWriter output) : IRoamWriter
{
    public void Write(CapturedRoam roam) => output.Write(JsonSerializer.Serialize(RoamJson.Of(roam), RoamJsonContext.Default.RoamJson) + "\n");

    public void End(int captures)
    {
        // Nothing to close.
    }
}
