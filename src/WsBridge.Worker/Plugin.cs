using System.Reflection;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Worker;

/// <summary>A loaded plugin.</summary>
/// <param name="Analyzer">The one analyzer of the assembly.</param>
/// <param name="Manifest">What it declares.</param>
internal sealed record Plugin(IAnalyzer Analyzer, PluginManifest Manifest)
{
    /// <summary>Loads an assembly and makes its analyzer.</summary>
    /// <exception cref="PluginException">It is no plugin; the message says why.</exception>
    public static Plugin Load(string path)
    {
        Assembly assembly;
        try
        {
            assembly = new PluginLoadContext(path).LoadFromAssemblyPath(path);
        }
        catch (Exception error) when (error is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw new PluginException($"{Path.GetFileName(path)} is no .NET assembly that this runtime loads");
        }

        string sdk = assembly.GetReferencedAssemblies()
            .FirstOrDefault(reference => reference.Name == typeof(IAnalyzer).Assembly.GetName().Name)?.Version?.ToString()
            ?? throw new PluginException("it does not refer to WsBridge.Sdk");
        if (SdkVersions.WhyNot(sdk) is { } whyNot)
        {
            throw new PluginException(whyNot);
        }

        IAnalyzer analyzer = Make(assembly);
        return new Plugin(analyzer, PluginManifest.Of(analyzer, assembly.GetName().Version?.ToString() ?? "0.0.0.0", sdk));
    }

    private static IAnalyzer Make(Assembly assembly)
    {
        Type[] types = [.. assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IAnalyzer)))];
        if (types is not [Type only])
        {
            throw new PluginException(types.Length == 0
                ? "it has no public class that implements IAnalyzer"
                : $"it has {types.Length} public classes that implement IAnalyzer, and a plugin is one: "
                    + $"{string.Join(", ", types.Select(type => type.Name))}");
        }

        if (only.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new PluginException($"{only.Name} has no public constructor without parameters");
        }

        try
        {
            return (IAnalyzer)Activator.CreateInstance(only)!;
        }
        catch (TargetInvocationException error)
        {
            throw new PluginException($"{only.Name} could not be made: {Failure.Words(error.InnerException ?? error)}");
        }
    }
}
