namespace WsBridge.Testing;

/// <summary>Captures about which the analysis is still wrong, and in what. None is left out where the environment has WSBRIDGE_NOT_YET=0.</summary>
public static class FieldNotYet
{
    private static readonly Dictionary<string, string> NotYet = new()
    {
    };

    /// <summary>In what it is still wrong; null where it must be right.</summary>
    public static string? Why(FieldCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return Environment.GetEnvironmentVariable("WSBRIDGE_NOT_YET") == "0" ? null : NotYet.GetValueOrDefault(one.Capture);
    }
}
