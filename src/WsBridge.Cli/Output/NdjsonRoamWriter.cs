using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>One JSON object a line, keys as in the contract; absent is null.</summary>
internal sealed class NdjsonRoamWriter(TextWriter output) : IRoamWriter
{
    public void Write(RoamRow roam) => output.Write(RowJson.Line(roam) + "\n");

    public void End(int captures)
    {
        // Nothing to close.
    }
}
