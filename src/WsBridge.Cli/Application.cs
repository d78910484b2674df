using System.Reflection;

namespace WsBridge.Cli;

/// <summary>What this program calls itself in the files that it writes.</summary>
internal static class Application
{
    /// <summary>E.g. WsBridge 0.1.0.</summary>
    public static string Name { get; } = $"WsBridge {typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";
}
