using System.Diagnostics;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>What tshark shows of each frame: its number, and rule and message of each finding on it.</summary>
internal sealed class ShownLines
{
    /// <summary>What makes tshark write it.</summary>
    public static readonly string[] Options =
    [
        "-n", "-l", "-T", "fields", "-E", "separator=|", "-E", "occurrence=a", "-E", "aggregator=^", "-e", "frame.number",
        "-e", "wsbridge.rule", "-e", "wsbridge.message", "-e", "wsbridge.expert.analysis_stopped",
    ];

    private readonly List<string> _found = [];

    /// <summary>Frames that were shown.</summary>
    public long Frames { get; private set; }

    /// <summary>Lines of frames with a finding.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Reads until the program ends.</summary>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public static ShownLines Of(Process process)
    {
        var shown = new ShownLines();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            shown.Frames++;
            if (!line.EndsWith("|||", StringComparison.Ordinal))
            {
                shown._found.Add(line);
            }
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? shown
            : throw new InvalidOperationException(
                $"{process.StartInfo.FileName} ended with exit status {process.ExitCode}: {errors.Result}");
    }
}
