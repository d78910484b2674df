using System.CommandLine;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Annotating;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge annotate</c>: a copy of the capture with every finding as a packet comment.</summary>
internal static class AnnotateCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("CAPTURE")
        {
            Description = "pcap or pcapng, also compressed, or what tshark reads; - is standard input",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Write pcapng to FILE, beside it first and renamed when whole; - is standard output",
            HelpName = "FILE",
            Required = true,
        };
        var findings = new FindingOptions();
        OutputOption.RefuseEmpty(output);
        InputFiles.RefuseEmpty(input);
        var keys = new KeyOptions();
        var decode = new DecodeOption();
        var command = new Command("annotate", $"""
            A copy of the capture with every finding as a packet comment, for people without WsBridge.

            What became clear only later is also on the frame that it is about. Everything else stays as it is: frame numbers,
            interfaces, options, comments.

            Examples:
              wsbridge annotate roam.pcapng -o annotated.pcapng
              ssh sensor 'dumpcap -i mon0 -a duration:60 -w -' | wsbridge annotate - -o annotated.pcapng
              wsbridge annotate roam.pcapng --min-severity warn -o - | tshark -r - -Y frame.comment -T fields -e frame.comment

            {KeyOptions.Hint}

            Exit status: 0 written, 2 wrong usage, 3 the capture could not be read to its end (what could be read was written) or
            has no 802.11 frame that can be read.
            """)
        { input, output };
        findings.AddTo(command);
        keys.AddTo(command);
        decode.AddTo(command);
        MergeOption.Refuse(command);
        command.SetAction(parsed =>
        {
            if (findings.Filter(parsed) is not { } filter || !CopyOutput.IsUsable(parsed.GetValue(output)!)
                || !SameFile.IsNoneOf(parsed.GetValue(output), [parsed.GetValue(input)!, .. keys.Files(parsed)]))
            {
                return ExitStatus.Usage;
            }

            using CaptureKeys loaded = keys.Load(parsed);
            int status = Run(parsed.GetValue(input)!, parsed.GetValue(output)!, filter, loaded, decode.Of(parsed));
            loaded.Conclude();
            return status == ExitStatus.Analysed && !loaded.AllRead ? ExitStatus.Unreadable : status;
        });
        return command;
    }

    private static int Run(string name, string output, FindingFilter filter, CaptureKeys keys, IReadOnlyList<DecodeAs> decode)
    {
        using var input = new RepeatableInput(name, decode);
        var annotation = new CaptureAnnotation(input, filter, keys);
        bool isWhole = annotation.TryAnalyze(out bool analysed);
        if (!analysed)
        {
            return ExitStatus.Unreadable;
        }

        return CopyOutput.Write(output, annotation.Write, () => Summarize(annotation, output)) switch
        {
            ExitStatus.Analysed when !(isWhole && input.IsSame) => ExitStatus.Unreadable,
            var status => status,
        };
    }

    private static void Summarize(CaptureAnnotation annotation, string output)
    {
        string findings = Plural.Of(annotation.Findings, "finding"), packets = Plural.Of(annotation.Packets, "packet");
        StandardError.Tell($"{findings} written as comments on {packets} to {(output == "-" ? "standard output" : output)}.");
        if (annotation.Secrets > 0)
        {
            StandardError.Tell("Decryption secrets of the capture are in the copy.");
        }
    }
}
