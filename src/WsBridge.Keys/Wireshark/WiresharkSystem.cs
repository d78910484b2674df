namespace WsBridge.Keys.Wireshark;

/// <summary>What the place of Wireshark's files depends on.</summary>
public sealed record WiresharkSystem
{
    /// <summary>This machine and this user.</summary>
    public static WiresharkSystem This { get; } = new()
    {
        IsWindows = OperatingSystem.IsWindows(),
        Variable = Environment.GetEnvironmentVariable,
        HasFolder = Directory.Exists,
        Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
    };

    /// <summary>Windows; else it is as on Linux, macOS too.</summary>
    public required bool IsWindows { get; init; }

    /// <summary>Environment variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether a folder is there.</summary>
    public required Predicate<string> HasFolder { get; init; }

    /// <summary>The home folder where HOME names none.</summary>
    public required string Home { get; init; }

    internal string Join(params ReadOnlySpan<string> parts) => string.Join(IsWindows ? '\\' : '/', parts);

    internal string? NonEmpty(string variable) => Variable(variable) is { Length: > 0 } value ? value : null;
}
