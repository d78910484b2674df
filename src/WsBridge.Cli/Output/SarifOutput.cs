using WsBridge.Reports.Rows;
using WsBridge.Reports.Sarif;

namespace WsBridge.Cli.Output;

/// <summary>Findings as SARIF.</summary>
internal sealed class SarifOutput(Stream output) : IRowWriter<FindingRow>
{
    private readonly SarifWriter _writer = new(output, Application.Version);

    public void Write(FindingRow row) => _writer.Write(row, OpenCommand.Of(row.Capture, row.Frame));

    public void End(int captures) => _writer.Complete();

    public void Dispose() => _writer.Dispose();
}
