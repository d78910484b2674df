using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>Writes association attempts in one format, in the order they come.</summary>
internal interface IRoamWriter
{
    void Write(RoamRow roam);

    /// <summary>After the last attempt of all captures.</summary>
    void End(int captures);
}
