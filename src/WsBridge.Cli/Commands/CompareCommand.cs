using System.CommandLine;
using System.Text.Json;
using WsBridge.Analysis.Comparison;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Comparison;
using WsBridge.Cli.Output;
using WsBridge.Dot11;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge compare</c>: the same exchange in two captures, field by field.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var good = new Argument<string>("GOOD") { Description = "The capture in which it works; - is standard input" };
        var bad = new Argument<string>("BAD") { Description = "The capture in which it fails" };
        var goodRoam = new Option<int?>("--good-roam")
        {
            Description = "Which attempt of GOOD, by its number in `wsbridge roams`",
            HelpName = "N",
        };
        var badRoam = new Option<int?>("--bad-roam") { Description = "Which attempt of BAD", HelpName = "N" };
        var sta = new Option<string?>("--sta") { Description = "Only attempts of this client", HelpName = "MAC" };
        var ssid = new Option<string?>("--ssid") { Description = "Only attempts with this SSID", HelpName = "SSID" };
        var format = new Option<string>("--format") { Description = "How to write the result", DefaultValueFactory = _ => "text" };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write to FILE, beside it first and renamed when whole",
            HelpName = "FILE",
        };
        var all = new Option<bool>("--all") { Description = "In text: also what tells least, and every row" };
        var fail = new Option<bool>("--fail-on-difference") { Description = "Exit status 1 when something differs" };
        format.AcceptOnlyFromAmong("text", "ndjson", "json");
        OutputOption.RefuseEmpty(output);
        InputFiles.RefuseEmpty(good, bad);
        sta.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !MacAddress.TryParse(result.Tokens[0].Value, out _))
            {
                result.AddError($"--sta takes an address such as 02:00:00:00:01:00, not {result.Tokens[0].Value}.");
            }
        });

        var keys = new KeyOptions();
        var decode = new DecodeOption();
        var command = new Command("compare", $"""
            The same exchange in two captures, field by field: what differs, the most telling first.

            What differs every time (nonces, MICs, counters, times, encrypted keys) is left out, and so are addresses and channels where
            the two are not the same client between the same access points. Values are shown as GOOD | BAD.

            Compared are a success of GOOD and a failed attempt of BAD that are alike in type, AKM and SSID: of the same client at the
            same AP where there are such two, else the first ones. Where nothing is alike, what comes nearest to it, which is said; an
            FT roam is never compared with a handshake unless asked for. GOOD and BAD may be the same file.

            Examples:
              wsbridge compare mr28.pcapng mr29.pcapng
              wsbridge compare roam.pcapng roam.pcapng --good-roam 1 --bad-roam 3
              wsbridge compare before.pcapng after.pcapng --ssid Corp --format json | jq .summary

            {KeyOptions.Hint}

            Exit status: 0 compared, 1 something differs and --fail-on-difference was given, 2 wrong usage or nothing to compare, 3 a
            capture could not be read to its end or has no 802.11 frame that can be read.
            """)
        { good, bad, goodRoam, badRoam, sta, ssid, format, output, all, fail };
        keys.AddTo(command);
        decode.AddTo(command);
        MergeOption.Refuse(command);
        command.SetAction(parsed =>
        {
            if (!SameFile.IsNoneOf(parsed.GetValue(output), [parsed.GetValue(good)!, parsed.GetValue(bad)!, .. keys.Files(parsed)]))
            {
                return ExitStatus.Usage;
            }

            MacAddress? address = MacAddress.TryParse(parsed.GetValue(sta), out MacAddress read) ? read : null;
            string? name = parsed.GetValue(ssid);
            using var goodInput = new RepeatableInput(parsed.GetValue(good)!, decode.Of(parsed));
            using RepeatableInput badInput = parsed.GetValue(bad) == goodInput.Name
                ? goodInput
                : new RepeatableInput(parsed.GetValue(bad)!, decode.Of(parsed));
            var side = new Side(goodInput, new AttemptList(parsed.GetValue(goodRoam), address, name), parsed.GetValue(goodRoam));
            var other = new Side(badInput, new AttemptList(parsed.GetValue(badRoam), address, name), parsed.GetValue(badRoam));
            using CaptureKeys loaded = keys.Load(parsed);
            int status = Run(side, other, loaded, parsed.GetValue(format)!, parsed.GetValue(output), parsed.GetValue(all),
                parsed.GetValue(fail));
            loaded.Conclude();
            return status == ExitStatus.Analysed && !loaded.AllRead ? ExitStatus.Unreadable : status;
        });
        return command;
    }

    private static int Run(Side good, Side bad, CaptureKeys keys, string format, string? output, bool all, bool failOnDifference)
    {
        bool areWhole = CaptureInput.TryAnalyze(good.Capture, new AttemptListing(good.Attempts), out bool isGood, keys)
            & CaptureInput.TryAnalyze(bad.Capture, new AttemptListing(bad.Attempts), out bool isBad, keys);
        if (!isGood || !isBad)
        {
            return ExitStatus.Unreadable;
        }

        if (IsNumberWrong(good) || IsNumberWrong(bad))
        {
            return areWhole ? ExitStatus.Usage : ExitStatus.Unreadable;
        }

        if (AttemptPair.Choose(good.Attempts, bad.Attempts, good.Attempts.IsOfSameRecording(bad.Attempts)) is not { } pair)
        {
            string hint = good.Attempts.Total > 0 && bad.Attempts.Total > 0
                ? " A success is compared with a failure of its like; --good-roam and --bad-roam compare any two attempts."
                : "";
            StandardError.Say($"there is nothing to compare. {good.Capture.Name} has {good.Attempts}; {bad.Capture.Name} "
                + $"has {bad.Attempts}.{hint}");
            return areWhole ? ExitStatus.Usage : ExitStatus.Unreadable;
        }

        Compared compared = Compare(good.Capture, bad.Capture, pair);
        if (!good.Capture.IsSame || !bad.Capture.IsSame)
        {
            return ExitStatus.Unreadable; // frames that are there were not compared, which would look like a difference
        }

        using (var file = new OutputFile(output))
        {
            Write(compared, format, file, all);
            file.Complete();
        }

        return !areWhole
            ? ExitStatus.Unreadable
            : failOnDifference && compared.Differences.Count > 0 ? ExitStatus.Found
            : ExitStatus.Analysed;
    }

    private static Compared Compare(RepeatableInput goodCapture, RepeatableInput badCapture, AttemptPair pair)
    {
        AttemptFrames good = Collect(goodCapture, pair.Good);
        AttemptFrames bad = Collect(badCapture, pair.Bad);
        IReadOnlyList<Difference> differences = AttemptComparison.Of(good, bad);
        return new Compared(goodCapture.Name, good, badCapture.Name, bad, ComparisonSummary.Of(differences, good, bad), pair.Note,
            differences);
    }

    private static AttemptFrames Collect(RepeatableInput capture, Roam roam)
    {
        var collector = new AttemptCollector(roam);
        var unwrapper = new Unwrapper(capture.Decode);
        CaptureInput.TryRead(capture, stream =>
        {
            using CaptureReader reader = CaptureReader.Open(stream, capture.Name);
            while (reader.TryRead(out CaptureRecord record))
            {
                collector.OnFrame(unwrapper.Unwrap(record).ToFrame());
            }

            return reader.Problem?.ToString();
        });
        return collector.Frames;
    }

    private static void Write(Compared compared, string format, OutputFile file, bool all)
    {
        switch (format)
        {
            case "json":
                file.Writer.Write(JsonSerializer.Serialize(ComparisonJson.Of(compared), ComparisonJsonContext.Default.ComparisonJson)
                    + "\n");
                break;
            case "ndjson":
                foreach (Difference difference in compared.Differences)
                {
                    file.Writer.Write(JsonSerializer.Serialize(DifferenceJson.Of(difference), ComparisonJsonContext.Default.DifferenceJson)
                        + "\n");
                }

                break;
            default:
                new TextComparisonWriter(Terminal.On(file.Writer, file.IsTerminal), all).Write(compared);
                break;
        }
    }

    private static bool IsNumberWrong(Side side)
    {
        if (side.Index is not { } index || side.Attempts.Candidates.Count > 0)
        {
            return false;
        }

        StandardError.Say(index >= 1 && index <= side.Attempts.Total
            ? $"attempt {index} of {side.Capture.Name} is not of the STA or SSID that was asked for."
            : AttemptNumbers.NoSuch(index, side.Capture.Name, side.Attempts.Total));
        return true;
    }

    private sealed record Side(RepeatableInput Capture, AttemptList Attempts, int? Index);
}
