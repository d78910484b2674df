using WsBridge.Cli.Output;

namespace WsBridge.Cli.Batch;

/// <summary>Rows go to a writer as they come.</summary>
internal sealed class WriterTarget<TRow>(IRowWriter<TRow> writer) : ICaptureTarget<TRow>
{
    private readonly ILineWriter<TRow>? _lines = writer as ILineWriter<TRow>;
    private readonly IOutcomeWriter? _outcomes = writer as IOutcomeWriter;

    public Func<TRow, string>? Line => _lines is { } lines ? lines.Line : null;

    public bool KeepsMessages => _outcomes is not null;

    public bool HasEarlier(string capture) => false;

    public CaptureOutcome? TakeEarlier(string capture) => null;

    public void Write(TRow row, string? line)
    {
        if (line is not null)
        {
            _lines!.WriteLine(line);
        }
        else
        {
            writer.Write(row);
        }
    }

    public void EndCapture(string capture, CaptureOutcome outcome) => _outcomes?.WriteOutcome(capture, outcome);
}
