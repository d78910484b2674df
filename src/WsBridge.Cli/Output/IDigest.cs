using Spectre.Console;

namespace WsBridge.Cli.Output;

/// <summary>What many rows come to, in a few lines.</summary>
internal interface IDigest<in TRow>
{
    /// <summary>One more row.</summary>
    /// <returns>It is shown; else it only counts.</returns>
    bool Add(TRow row);

    /// <summary>Writes the lines.</summary>
    void Write(IAnsiConsole console);
}
