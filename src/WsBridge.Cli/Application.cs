using System.Reflection;

namespace WsBridge.Cli;

/// <summary>What this program calls itself in the files that it writes.</summary>
internal static class Application
{
    /// <summary>E.g. 0.1.0+ and the commit it was built from.</summary>
    public static string Build { get; } =
        typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>E.g. 0.1.0.</summary>
    public static string Version => Build.Split('+')[0];

    /// <summary>E.g. WsBridge 0.1.0.</summary>
    public static string Name { get; } = $"WsBridge {Version}";
}
