using System.Reflection;
using System.Runtime.Loader;
using WsBridge.Sdk;

namespace WsBridge.Worker;

/// <summary>The plugin's own assemblies, from its own folder; only the SDK is the host's, so that both mean the same types.</summary>
internal sealed class PluginLoadContext(string assembly) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assembly))
{
    private readonly AssemblyDependencyResolver _resolver = new(assembly);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        Assembly sdk = typeof(IAnalyzer).Assembly;
        if (assemblyName.Name == sdk.GetName().Name)
        {
            return sdk; // whatever version it asks for: whether that fits was decided before
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
