namespace WsBridge.Cli.Output;

/// <summary>Writes findings in one format, in the order they come.</summary>
internal interface IFindingWriter
{
    void Write(CapturedFinding finding);

    /// <summary>After the last finding of all captures.</summary>
    void End(int captures);
}
