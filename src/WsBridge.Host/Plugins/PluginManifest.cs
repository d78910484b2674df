using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>All that a plugin declares; kept when it is added, so that it is known without loading it.</summary>
public sealed record PluginManifest
{
    /// <summary><see cref="IAnalyzer.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary><see cref="IAnalyzer.Title"/>.</summary>
    public required string Title { get; init; }

    /// <summary>Version of the assembly.</summary>
    public required string Version { get; init; }

    /// <summary>Version of WsBridge.Sdk that it was built with.</summary>
    public required string SdkVersion { get; init; }

    /// <summary><see cref="IAnalyzer.Fields"/>.</summary>
    public required IReadOnlyList<FieldInfo> Fields { get; init; }

    /// <summary><see cref="IAnalyzer.Experts"/>.</summary>
    public required IReadOnlyList<ExpertInfo> Experts { get; init; }

    /// <summary><see cref="IAnalyzer.Interest"/>.</summary>
    public required FrameInterest Interest { get; init; }

    /// <summary>Asks an analyzer.</summary>
    /// <param name="analyzer">The analyzer.</param>
    /// <param name="version">Version of its assembly.</param>
    /// <param name="sdkVersion">Version of WsBridge.Sdk that the assembly refers to.</param>
    public static PluginManifest Of(IAnalyzer analyzer, string version, string sdkVersion)
    {
        ArgumentNullException.ThrowIfNull(analyzer);

        return new PluginManifest
        {
            Name = analyzer.Name,
            Title = analyzer.Title,
            Version = version,
            SdkVersion = sdkVersion,
            Fields = [.. analyzer.Fields],
            Experts = [.. analyzer.Experts],
            Interest = analyzer.Interest,
        };
    }
}
