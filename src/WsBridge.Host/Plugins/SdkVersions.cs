using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>Which plugins run on this host: those built with the same major version of the SDK, and no later minor one.</summary>
public static class SdkVersions
{
    /// <summary>The version that this host has.</summary>
    public static Version Own { get; } = typeof(IAnalyzer).Assembly.GetName().Version ?? new Version(0, 0);

    /// <summary>Null when a plugin built with this version runs here; else why not, and what to do.</summary>
    public static string? WhyNot(string builtWith)
    {
        if (!Version.TryParse(builtWith, out Version? version))
        {
            return "it does not refer to WsBridge.Sdk";
        }

        if (version.Major != Own.Major)
        {
            return $"it was built with version {version.ToString(2)} of WsBridge.Sdk and this wsbridge has {Own.ToString(2)}: build it "
                + $"again with that";
        }

        return version.Minor > Own.Minor
            ? $"it was built with version {version.ToString(2)} of WsBridge.Sdk and this wsbridge has only {Own.ToString(2)}: use a newer "
                + $"wsbridge"
            : null;
    }
}
