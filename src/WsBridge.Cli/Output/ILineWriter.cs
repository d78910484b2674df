namespace WsBridge.Cli.Output;

/// <summary>A format in which each row is text of its own, so that several threads can make it.</summary>
internal interface ILineWriter<in TRow> : IRowWriter<TRow>
{
    /// <summary>The text of a row. Any thread may ask.</summary>
    string Line(TRow row);

    /// <summary>Writes the text of the next row.</summary>
    void WriteLine(string line);
}
