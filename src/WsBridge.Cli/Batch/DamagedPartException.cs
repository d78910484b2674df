namespace WsBridge.Cli.Batch;

/// <summary>A part does not have the rows that its journal names.</summary>
/// <param name="rows">The file of rows.</param>
/// <param name="capture">The capture that they are of.</param>
internal sealed class DamagedPartException(string rows, string capture)
    : Exception($"{rows}: what it has of {capture} is damaged; delete this part and run its share again.");
