using System.Diagnostics;
using System.Globalization;
using WsBridge.Benchmarks.Captures;

namespace WsBridge.Benchmarks.Commands;

/// <summary>What it costs analyze that a capture is compressed, beside a program that decompresses it into a pipe.</summary>
internal sealed class CompressionBenchmark(Programs programs, int runs, TextWriter output)
{
    /// <summary>Analyze on a compressed file takes no longer than so many times a pipe from zstdcat.</summary>
    private const double MostOfPipe = 1.1;

    private static readonly (string Name, string Ending, string Compress, string Decompress)[] Kinds =
    [
        ("gzip", ".gz", "gzip -6", "gzip -dc"),
        ("zstd", ".zst", "zstd -q -3", "zstd -q -dc"),
        ("LZ4", ".lz4", "lz4 -q -1", "lz4 -q -dc"),
    ];

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether every limit was kept.</returns>
    public bool Run(string captures)
    {
        output.WriteLine(Machine.Describe(programs.Tshark));
        output.WriteLine($"Medians of {runs} runs each, one after the other in turn; output to /dev/null.");
        bool areKept = true;
        foreach (CapturePlan plan in (CapturePlan[])[CapturePlan.DataHeavy, CapturePlan.HandshakeHeavy])
        {
            areKept &= Run(plan, CaptureFile.In(captures, plan));
        }

        return areKept;
    }

    private bool Run(CapturePlan plan, string capture)
    {
        var plain = new TimedCommand("not compressed", programs.Wsbridge, "analyze", capture);
        (TimedCommand File, TimedCommand Pipe)[] kinds = [.. Kinds.Select(kind =>
        {
            string file = capture + kind.Ending;
            Compress(kind.Compress, capture, file);
            return (new TimedCommand(kind.Name, programs.Wsbridge, "analyze", file),
                new TimedCommand($"{kind.Decompress} | wsbridge analyze -", "/bin/sh", "-c",
                    $"{kind.Decompress} \"$1\" | \"$2\" analyze -", "sh", file, programs.Wsbridge));
        })];
        TimedCommand[] all = [plain, .. kinds.Select(kind => kind.File), .. kinds.Select(kind => kind.Pipe)];
        for (int run = 0; run < runs; run++)
        {
            foreach (TimedCommand command in all)
            {
                command.Run();
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{plan.Name}: {plan.Frames:N0} frames, {new FileInfo(capture).Length / 1e6:0} MB"));
        foreach (TimedCommand command in all)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {command.Name,-54}{command.Seconds,8:0.00} s  "
                + $"({command.Range.Least:0.00} to {command.Range.Most:0.00})"));
        }

        TimedCommand zstdPipe = kinds[1].Pipe;
        Limit[] limits =
        [
            .. kinds.Select(kind => new Limit($"{kind.File.Name} / not compressed", kind.File, plain)),
            .. kinds.Select(kind => new Limit($"{kind.File.Name} / {zstdPipe.Name}", kind.File, zstdPipe) { AtMost = MostOfPipe }),
            .. kinds.Where(kind => kind.Pipe != zstdPipe)
                .Select(kind => new Limit($"{kind.File.Name} / {kind.Pipe.Name}", kind.File, kind.Pipe) { AtMost = MostOfPipe }),
        ];
        foreach (Limit limit in limits)
        {
            output.WriteLine(limit);
        }

        return limits.All(limit => limit.IsKept);
    }

    private static void Compress(string command, string from, string to)
    {
        if (File.Exists(to))
        {
            return;
        }

        string partial = to + ".partial";
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{command} < \"$1\" > \"$2\"", "sh", from, partial]))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new FileNotFoundException($"`{command}` does not run: gzip, zstd and lz4 are needed.");
        }

        File.Move(partial, to);
    }
}
