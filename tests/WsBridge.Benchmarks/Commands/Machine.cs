using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WsBridge.Benchmarks.Commands;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    public static string Describe(string tshark) =>
        $"{Environment.ProcessorCount} cores{Processor()}, {RuntimeInformation.OSDescription.Trim()}, {FirstLine(tshark).TrimEnd('.')}, "
            + $"{RuntimeInformation.FrameworkDescription}";

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        string? line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "" : $" ({line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()})";
    }

    private static string FirstLine(string tshark)
    {
        var start = new ProcessStartInfo(tshark, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{tshark} did not start.");
        string all = process.StandardOutput.ReadToEnd();
        return all.Split('\n')[0];
    }
}
