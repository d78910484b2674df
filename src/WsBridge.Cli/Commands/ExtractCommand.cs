using System.CommandLine;
using System.Globalization;
using WsBridge.Analysis.Excerpts;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Extraction;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge extract</c>: the frames of one association attempt, for a support case.</summary>
internal static class ExtractCommand
{
    private const double LongestAround = 86_400;

    public static Command Create()
    {
        var input = new Argument<string>("CAPTURE")
        {
            Description = "pcap or pcapng, also compressed, or what tshark reads; - is standard input",
        };
        var roam = new Option<int>("--roam")
        {
            Description = "Which attempt, by its number in `wsbridge roams`",
            HelpName = "N",
            Required = true,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Write pcapng to FILE, beside it first and renamed when whole; - is standard output",
            HelpName = "FILE",
            Required = true,
        };
        var around = new Option<double>("--around")
        {
            Description = "Time before its first and after its last frame",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 1,
        };
        var everyFrame = new Option<bool>("--every-frame") { Description = "In that time, frames of other clients and access points too" };
        var secrets = new Option<bool>("--secrets") { Description = "Copy decryption secrets, which are left out otherwise" };
        around.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out double seconds)
                && seconds is >= 0 and <= LongestAround))
            {
                result.AddError($"--around takes seconds from 0 to {LongestAround}, not {result.Tokens[0].Value}.");
            }
        });

        OutputOption.RefuseEmpty(output);
        InputFiles.RefuseEmpty(input);
        var keys = new KeyOptions();
        var decode = new DecodeOption();
        var command = new Command("extract", $"""
            The frames of one association attempt or roam as a pcapng file, for a support case.

            They are what the client sent and received from one second before to one second after the attempt, the Beacons and Probe
            Responses of both BSSs, and of other times what the attempt's findings rest on. Interfaces, their options, packet comments,
            names and times stay as they are. The new file, analysed again, gives the same attempt. Another attempt that begins before
            that time or ends after it is left out, or is in it as a whole.

            Examples:
              wsbridge roams roam.pcapng
              wsbridge extract roam.pcapng --roam 3 -o case.pcapng
              wsbridge extract roam.pcapng --roam 3 --around 5 -o - | tshark -r -

            {KeyOptions.Hint}
            Here they are not written to the file; whoever analyses it gives them again.

            Exit status: 0 written, 2 wrong usage, 3 the capture could not be read to its end (what could be read was searched) or
            has no 802.11 frame that can be read.
            """)
        { input, roam, output, around, everyFrame, secrets };
        keys.AddTo(command);
        decode.AddTo(command);
        MergeOption.Refuse(command);
        command.SetAction(parsed =>
        {
            if (!SameFile.IsNoneOf(parsed.GetValue(output), [parsed.GetValue(input)!, .. keys.Files(parsed)]))
            {
                return ExitStatus.Usage;
            }

            using CaptureKeys loaded = keys.Load(parsed);
            int status = Run(
                parsed.GetValue(input)!,
                parsed.GetValue(output)!,
                parsed.GetValue(roam),
                loaded,
                (long)(parsed.GetValue(around) * 1_000_000),
                parsed.GetValue(everyFrame),
                new PcapngCopyOptions { Secrets = parsed.GetValue(secrets) },
                decode.Of(parsed));
            loaded.Conclude();
            return status == ExitStatus.Analysed && !loaded.AllRead ? ExitStatus.Unreadable : status;
        });
        return command;
    }

    private static int Run(string name, string output, int roam, CaptureKeys keys, long aroundMicroseconds, bool everyFrame,
        PcapngCopyOptions options, IReadOnlyList<DecodeAs> decode)
    {
        if (!CopyOutput.IsUsable(output))
        {
            return ExitStatus.Usage;
        }

        using var input = new RepeatableInput(name, decode);
        var search = new AttemptSearch(roam, everyFrame);
        bool isWhole = CaptureInput.TryAnalyze(input, search, out bool analysed, keys);
        if (!analysed)
        {
            return ExitStatus.Unreadable;
        }

        if (search.Attempt is null)
        {
            StandardError.Say(AttemptNumbers.NoSuch(roam, name, search.Count));
            return isWhole ? ExitStatus.Usage : ExitStatus.Unreadable;
        }

        var extraction = new RoamExtraction(input, search, keys, aroundMicroseconds, everyFrame, options);
        return CopyOutput.Write(output, extraction.Write, () => Summarize(extraction, search.Attempt, output, options)) switch
        {
            ExitStatus.Analysed when !(isWhole && input.IsSame) => ExitStatus.Unreadable,
            var status => status,
        };
    }

    private static void Summarize(RoamExtraction extraction, Roam attempt, string output, PcapngCopyOptions options)
    {
        string ssid = attempt.Ssid is { } name ? $" \"{name}\"" : "";
        string from = attempt.From is { } bssid ? $" from {bssid}" : "";
        StandardError.Tell($"Attempt {attempt.Index}: "
            + $"{attempt.Type.ToText() ?? attempt.Security.ToText() ?? "type unknown"}, {attempt.Outcome.ToText()}, STA "
            + $"{attempt.Sta}{from} to {attempt.To}{ssid}.");
        StandardError.Tell($"{extraction.FramesWritten} of {extraction.FramesRead} frames written to "
            + $"{(output == "-" ? "standard output" : output)}.");
        if (extraction is { Attempts: > 1, Extracted: { } beside })
        {
            StandardError.Tell($"Attempts 1 to {extraction.Attempts} are in it; this one is number {beside.Index} there.");
        }
        else if (extraction.Extracted is { } extracted && extracted.Index != attempt.Index)
        {
            StandardError.Tell($"It is attempt {extracted.Index} there.");
        }

        if (!extraction.IsSame)
        {
            StandardError.Tell("Analysed alone they give another result: it rests on frames of others at other times.");
        }
        else if (extraction.Context != ExcerptContext.None)
        {
            StandardError.Tell("Key frames of the STA from other times are among them, because the result rests on these too.");
        }

        if (extraction.Secrets > 0)
        {
            StandardError.Tell(options.Secrets
                ? "Decryption secrets of the capture are in the file."
                : "Decryption secrets of the capture were left out; --secrets copies them.");
        }
    }
}
