using System.Globalization;
using WsBridge.Benchmarks.Captures;

namespace WsBridge.Benchmarks.Commands;

/// <summary>What keys cost analyze on the capture with many handshakes, all of which they verify.</summary>
internal sealed class KeysBenchmark(Programs programs, int runs, TextWriter output)
{
    private const int ManyKeys = 1000;
    private const string ConverterName = "hcxpcapngtool";

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether every limit was kept.</returns>
    public bool Run(string captures, string scratchFolder)
    {
        string capture = CaptureFile.In(captures, CapturePlan.HandshakeHeavy);
        string right = $"wpa-pwd:{Network.Passphrase}:{Network.Name}";
        var none = new TimedCommand("wsbridge analyze, no keys", programs.Wsbridge, "analyze", capture);
        TimedCommand one = Analyze("one passphrase of the SSID", right);
        TimedCommand wildcard = Analyze("one passphrase of any SSID", $"wpa-pwd:{Network.Passphrase}");
        TimedCommand many = Analyze($"{ManyKeys} passphrases, the right one last", [.. Others(ManyKeys - 1), right]);
        TimedCommand wrong = Analyze($"{ManyKeys} passphrases, none right", [.. Others(ManyKeys)]);
        var converter = new TimedCommand(ConverterName, ConverterName, "-o", Path.Combine(scratchFolder, "hashes"), capture);
        TimedCommand[] all = [none, one, wildcard, many, wrong, .. IsThere(ConverterName) ? [converter] : (TimedCommand[])[]];

        for (int run = 0; run < runs; run++)
        {
            foreach (TimedCommand command in all)
            {
                command.Run();
            }
        }

        output.WriteLine(Machine.Describe(programs.Tshark));
        output.WriteLine($"Medians of {runs} runs each, one after the other in turn; output to /dev/null.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{CapturePlan.HandshakeHeavy.Name}: "
            + $"{CapturePlan.HandshakeHeavy.Frames:N0} frames, {CapturePlan.HandshakeHeavy.Handshakes:N0} handshakes and as many FT "
            + $"roams"));
        foreach (TimedCommand command in all)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {command.Name,-54}{command.Seconds,8:0.00} s  "
                + $"({command.Range.Least:0.00} to {command.Range.Most:0.00})"));
        }

        Limit[] limits =
        [
            new Limit("one passphrase / no keys", one, none),
            .. IsThere(ConverterName) ? [new Limit($"one passphrase / {ConverterName}", one, converter) { AtMost = 1.5 }] : (Limit[])[],
            new Limit("passphrase of any SSID / of the SSID", wildcard, one) { AtMost = 1.2 },
            new Limit($"{ManyKeys} passphrases / one", many, one) { AtMost = 10 },
            new Limit($"{ManyKeys} wrong passphrases / one", wrong, one) { AtMost = 10 },
        ];
        foreach (Limit limit in limits)
        {
            output.WriteLine(limit);
        }

        if (!IsThere(ConverterName))
        {
            output.WriteLine($"  {ConverterName} is not installed (Debian: hcxtools); nothing was compared with it.");
        }

        return limits.All(limit => limit.IsKept);

        TimedCommand Analyze(string name, params IReadOnlyList<string> keys)
        {
            string file = Path.Combine(scratchFolder, name.Replace(' ', '-') + ".txt");
            File.WriteAllLines(file, keys);
            return new TimedCommand(name, programs.Wsbridge, "analyze", "--keys", file, capture);
        }
    }

    private static IEnumerable<string> Others(int count) =>
        Enumerable.Range(0,
            count).Select(number => string.Create(CultureInfo.InvariantCulture, $"wpa-pwd:not the passphrase {number}:{Network.Name}"));

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}
