using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>Writes findings in one format, in the order they come.</summary>
internal interface IFindingWriter
{
    void Write(FindingRow finding);

    /// <summary>After the last finding; <paramref name="captures"/> is how many could be analysed, at least in part.</summary>
    void End(int captures);
}
