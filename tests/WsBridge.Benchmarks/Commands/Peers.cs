using System.Diagnostics;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Commands;

/// <summary>Other programs beside ours, as far as they are there.</summary>
/// <param name="Walk">A walk over a capture in C that keeps nothing; null where there is no C compiler.</param>
/// <param name="Converter">hcxpcapngtool; null where it is not installed.</param>
/// <param name="Wlantest">wlantest of hostap; null where none was named.</param>
internal sealed record Peers(string? Walk, string? Converter, string? Wlantest)
{
    private static readonly string[] Compilers = ["cc", "gcc", "clang"];

    /// <summary>Which of them are not there, and what that leaves out, in sentences.</summary>
    public IEnumerable<string> Missing
    {
        get
        {
            if (Walk is null)
            {
                yield return "There is no C compiler: nothing is compared with a bare walk over the records.";
            }

            if (Converter is null)
            {
                yield return "hcxpcapngtool is not installed (Debian: hcxtools): nothing is compared with it.";
            }

            if (Wlantest is null)
            {
                yield return "No wlantest was named (--wlantest): nothing is compared with it.";
            }
        }
    }

    /// <summary>Looks for them, and builds what is brought along.</summary>
    public static Peers Find(string scratchFolder, string? wlantest) =>
        new(BuildWalk(scratchFolder), OnPath("hcxpcapngtool"), wlantest);

    private static string? BuildWalk(string scratchFolder)
    {
        string walk = Path.Combine(scratchFolder, "walk");
        string source = Path.Combine(RepositoryPaths.Root, "tests", "WsBridge.Benchmarks", "Peers", "walk.c");
        return Compilers.Select(OnPath).OfType<string>().FirstOrDefault() is { } compiler && Run(compiler, "-O2", "-o", walk, source)
            ? walk
            : null;
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static bool Run(string program, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
