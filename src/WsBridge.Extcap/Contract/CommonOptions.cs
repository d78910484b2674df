namespace WsBridge.Extcap.Contract;

/// <summary>Options that every source has, behind its own.</summary>
public static class CommonOptions
{
    /// <summary>Findings become packet comments.</summary>
    public static SourceOption Annotate { get; } = new("--annotate", "Findings as packet comments", OptionKind.Flag)
    {
        Tooltip = "Writes what WsBridge finds into the capture, for people who open it without WsBridge. Keys come from WSBRIDGE_KEYS and "
            + "the like.",
        Group = "Analysis",
    };

    /// <summary>All options of a source.</summary>
    public static IReadOnlyList<SourceOption> AllOf(ICaptureSource source) => [.. source.Options, Annotate];
}
