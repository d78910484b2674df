using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>One JSON array of the same objects as NDJSON has.</summary>
internal sealed class JsonRoamWriter(TextWriter output) : IRoamWriter
{
    private bool _isFirst = true;

    public void Write(RoamRow roam)
    {
        output.Write(_isFirst ? "[\n" : ",\n");
        output.Write(RowJson.Line(roam));
        _isFirst = false;
    }

    public void End(int captures) => output.Write(_isFirst ? "[]\n" : "\n]\n");
}
