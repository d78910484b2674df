using System.Diagnostics;
using System.Globalization;

namespace WsBridge.Host.Plugins;

/// <summary>Where the worker program is, and how it is started.</summary>
internal static class WorkerProgram
{
    /// <summary>Beside this program, in the folder <c>worker</c>.</summary>
    private static string Assembly => Path.Combine(AppContext.BaseDirectory, "worker", "WsBridge.Worker.dll");

    /// <summary>How to start a worker.</summary>
    /// <exception cref="FileNotFoundException">A part is missing; the message says what to do.</exception>
    public static ProcessStartInfo Start(WorkerLimits limits, params ReadOnlySpan<string> arguments)
    {
        if (!File.Exists(Assembly))
        {
            throw new FileNotFoundException($"{Assembly} is missing; build wsbridge again");
        }

        var start = new ProcessStartInfo(
            Dotnet() ?? throw new FileNotFoundException("plugins need the .NET runtime 10, and there is no dotnet on the PATH"))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Assembly),
        };
        start.ArgumentList.Add(Assembly);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = limits.Heap.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (string variable in start.Environment.Keys.Where(IsSecret).ToList())
        {
            start.Environment.Remove(variable);
        }

        return start;
    }

    // Keys are the built-in analysis's own business.
    private static bool IsSecret(string variable) =>
        variable.StartsWith("WSBRIDGE_", StringComparison.OrdinalIgnoreCase)
        || variable is "DOTNET_STARTUP_HOOKS" or "DOTNET_ADDITIONAL_DEPS";

    private static string? Dotnet()
    {
        string file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string?[] folders =
        [
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            OperatingSystem.IsWindows() ? @"C:\Program Files\dotnet" : "/usr/share/dotnet",
            "/usr/lib/dotnet",
            "/usr/local/share/dotnet",
        ];
        return folders.Where(folder => folder is not null && Path.IsPathFullyQualified(folder))
            .Select(folder => Path.Combine(folder!, file)).FirstOrDefault(File.Exists);
    }
}
