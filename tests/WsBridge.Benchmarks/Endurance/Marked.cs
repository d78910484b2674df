using System.Diagnostics;
using System.Globalization;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>All processes that come of one command, told by a variable in their environment (Linux).</summary>
internal sealed class Marked
{
    private const string Variable = "WSBRIDGE_MARKED";

    private readonly string _mark = $"{Variable}={Guid.NewGuid():N}";

    /// <summary>Starts a program, and with it all that it starts.</summary>
    public Process Start(string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Variable] = _mark[(Variable.Length + 1)..];
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Those that run, by what they are called, with their resident memory in octets.</summary>
    public IReadOnlyList<(string Name, long Octets)> Running()
    {
        var running = new List<(string, long)>();
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(IsOfProcess))
        {
            if (Read(folder, "environ").Split('\0').Contains(_mark) && ResidentOf(Read(folder, "status")) is { } octets)
            {
                running.Add((NameOf(Read(folder, "cmdline").Split('\0')), octets));
            }
        }

        return running;
    }

    private static bool IsOfProcess(string folder) => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _);

    private static string NameOf(string[] words) => words is [_, "serve", ..] ? "wsbridge serve" : Path.GetFileName(words[0]);

    private static long? ResidentOf(string status) =>
        status.Split('\n').FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } line
            ? 1024 * long.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].TrimStart("VmRSS:\t".ToCharArray()),
                CultureInfo.InvariantCulture)
            : null;

    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended, or is somebody else's
        }
    }
}
