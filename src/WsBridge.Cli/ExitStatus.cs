namespace WsBridge.Cli;

/// <summary>Exit statuses of the contract.</summary>
internal static class ExitStatus
{
    /// <summary>Analysed, whatever was found.</summary>
    public const int Analysed = 0;

    /// <summary>Something at or above --fail-on was found.</summary>
    public const int Found = 1;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;

    /// <summary>Some input could not be read or ended early.</summary>
    public const int Unreadable = 3;
}
