using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>One JSON object a line, keys as in the contract; absent is null.</summary>
internal sealed class NdjsonFindingWriter(TextWriter output) : IFindingWriter
{
    public void Write(FindingRow finding) => output.Write(RowJson.Line(finding) + "\n");

    public void End(int captures)
    {
        // Nothing to close.
    }
}
