using System.Diagnostics;
using System.Globalization;
using WsBridge.Benchmarks.Commands;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Endurance;

/// <summary>Very many small captures in one command: with two jobs and with one, killed and resumed, and beside tshark for each.</summary>
internal sealed class ManyCaptures(Programs programs, int runs, int number, TextWriter output)
{
    private const int Folders = 500;
    private const int OneByOne = 200; // of which tshark is run for each; all would take it half an hour
    private const int LeastRatio = 40;
    private const int MostMemory = 150; // MB
    private const string ForEach = "tshark=$1 filter=$2; shift 2; "
        + "for capture; do \"$tshark\" -n -r \"$capture\" -Y \"$filter\" -T fields -e frame.number -e wlan.sa; done";

    private const string Filter = "eapol || wlan.fixed.status_code > 0 || wlan.fixed.reason_code";

    /// <summary>Runs it on copies of the laboratory's recordings.</summary>
    /// <param name="scratch">Where there is room for them: 35 kB each.</param>
    /// <returns>All is as it should be.</returns>
    public bool Run(string scratch)
    {
        string tree = Path.Combine(scratch, "tree");
        List<string> captures = Copy(tree);
        output.WriteLine(Machine.Describe(programs.Tshark));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number:N0} captures, "
            + $"{captures.Sum(capture => new FileInfo(capture).Length) / 1e6:0} MB; medians of {runs} runs in turn."));

        TimedCommand Jobs(int jobs) => new($"analyze --jobs {jobs}",
            [programs.Wsbridge, .. Analyze(jobs, tree, Result(scratch, $"{jobs}"))]);
        (TimedCommand one, TimedCommand two) = (Jobs(1), Jobs(2));
        var each = new TimedCommand($"tshark for each of {OneByOne}", ["/bin/sh", "-c", ForEach, "sh", programs.Tshark, Filter,
            .. captures.Where((_, place) => place % Math.Max(1, number / OneByOne) == 0).Take(OneByOne)]);
        one.WarmUp();
        for (int run = 0; run < runs; run++)
        {
            one.Run();
            two.Run();
        }

        each.Run();
        double perCapture = each.Seconds / Math.Min(OneByOne, number);
        double ratio = perCapture * number / two.Seconds;
        var atOnce = new Limit("one job / two jobs", one, two) { AtLeast = 1.8 };
        foreach (TimedCommand command in (TimedCommand[])[one, two, each])
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {command.Name,-54}{command.Seconds,8:0.00} s  "
                + $"({command.Range.Least:0.00} to {command.Range.Most:0.00})"));
        }

        output.WriteLine(atOnce);
        bool isFaster = Says(string.Create(CultureInfo.InvariantCulture,
            $"{ratio:0} times as fast as tshark for each (at least {LeastRatio})"), ratio >= LeastRatio);
        double memory = Math.Max(one.PeakOctets(), two.PeakOctets()) / 1e6;
        bool isSmall = Says(string.Create(CultureInfo.InvariantCulture, $"peak memory {memory:0} MB (under {MostMemory})"),
            memory < MostMemory);
        bool isSame = Says("the same output with one job and two", AreSame(Result(scratch, "1"), Result(scratch, "2")));
        bool isResumed = Says("the same output after a kill half-way",
            Interrupt(tree, scratch) && AreSame(Result(scratch, "1"), Result(scratch, "k")));
        return atOnce.IsKept && isFaster && isSmall && isSame && isResumed;
    }

    private static string[] Analyze(int jobs, string tree, string result) =>
        ["analyze", "--jobs", $"{jobs}", "--format", "ndjson", "-o", result, "--recursive", tree];

    private static string Result(string scratch, string name) => Path.Combine(scratch, name + ".ndjson");

    private static bool AreSame(string one, string other) => File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));

    private List<string> Copy(string tree)
    {
        string[] recordings = Directory.GetFiles(RepositoryPaths.Captures, "*.pcapng");
        Array.Sort(recordings, StringComparer.Ordinal);
        var copies = new List<string>();
        for (int i = 0; i < number; i++)
        {
            string folder = Directory.CreateDirectory(Path.Combine(tree, $"site-{i % Folders:000}")).FullName;
            copies.Add(Path.Combine(folder, $"{i:00000}-{Path.GetFileName(recordings[i % recordings.Length])}"));
            File.Copy(recordings[i % recordings.Length], copies[^1]);
        }

        return copies;
    }

    /// <summary>Kills a run when half of the captures are done, and starts it again.</summary>
    /// <returns>It was killed before its end, and the second run ended well.</returns>
    private bool Interrupt(string tree, string scratch)
    {
        string result = Result(scratch, "k");
        string[] arguments = [.. Analyze(2, tree, result), "--resume"];
        using (Process first = Process.Start(programs.Wsbridge, arguments))
        {
            while (!first.HasExited && CapturesDone(result + ".resume") < number / 2)
            {
                Thread.Sleep(1);
            }

            first.Kill();
            first.WaitForExit();
            if (File.Exists(result))
            {
                return false;
            }
        }

        using Process second = Process.Start(programs.Wsbridge, arguments);
        second.WaitForExit();
        return second.ExitCode == 0;
    }

    private static int CapturesDone(string kept) => !Directory.Exists(kept) ? 0
        : Directory.EnumerateFiles(kept, "journal-*").Sum(journal =>
        {
            using var lines =
                new StreamReader(new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            int count = 0;
            while (lines.ReadLine() is not null)
            {
                count++;
            }

            return count;
        });

    private bool Says(string what, bool isKept)
    {
        output.WriteLine($"  {what}{(isKept ? "" : "  MISSED")}");
        return isKept;
    }
}
