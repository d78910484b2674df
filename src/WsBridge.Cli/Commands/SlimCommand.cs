using System.CommandLine;
using System.Globalization;
using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Output;
using WsBridge.Cli.Slimming;
using WsBridge.Dot11;
using WsBridge.Pipeline.Slimming;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge slim</c>: a much smaller capture with the same findings.</summary>
internal static class SlimCommand
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
        var stas = new Option<string[]>("--sta") { Description = "Only what concerns this client; repeatable", HelpName = "ADDRESS" };
        var secrets = new Option<bool>("--secrets") { Description = "Copy decryption secrets, which are left out otherwise" };
        RowOptions.RefuseNoAddress(stas);
        OutputOption.RefuseEmpty(output);
        InputFiles.RefuseEmpty(input);
        var decode = new DecodeOption();
        var command = new Command("slim", """
            A much smaller capture with the same findings and attempts: to keep, to send, to share.

            It has what the capture filter `roaming` keeps: management frames (Beacons and Probe Responses now and then), EAPOL
            however it is carried, acknowledgements of these, and of the encrypted data frames around a roam and now and then
            between the headers, without what they carry. The new file is analysed; where it gives anything else than the
            whole, down to a time, it gets more of the data. What encrypted data tells with keys is not kept whole.

            Examples:
              wsbridge slim roam.pcapng -o small.pcapng
              wsbridge slim roam.pcapng --sta 02:00:00:00:02:00 -o one-client.pcapng
              ssh sensor 'dumpcap -i mon0 -a duration:600 -w -' | wsbridge slim - -o small.pcapng

            Interfaces, their options, packet comments, names and times stay as they are. Packets have other numbers.

            Exit status: 0 written, 2 wrong usage, or without --sta the new file gives another result (which is said, and a fault
            in WsBridge), 3 the capture could not be read to its end (what could be read was written) or has no 802.11 frame that
            can be read.
            """)
        { input, output, stas, secrets };
        decode.AddTo(command);
        MergeOption.Refuse(command);
        command.SetAction(parsed =>
        {
            string target = parsed.GetValue(output)!;
            return CopyOutput.IsUsable(target) && SameFile.IsNoneOf(target, [parsed.GetValue(input)!])
                ? Run(
                    parsed.GetValue(input)!,
                    target,
                    [.. (parsed.GetValue(stas) ?? []).Select(text => MacAddress.TryParse(text, out MacAddress sta) ? sta : default)],
                    new PcapngCopyOptions { Secrets = parsed.GetValue(secrets) },
                    decode.Of(parsed))
                : ExitStatus.Usage;
        });
        return command;
    }

    private static int Run(string name, string output, IReadOnlyCollection<MacAddress> clients, PcapngCopyOptions options,
        IReadOnlyList<DecodeAs> decode)
    {
        using var input = new RepeatableInput(name, decode);
        var slimming = new CaptureSlimming(input, clients, options);
        bool isWhole = slimming.TryAnalyze(out bool analysed);
        if (!analysed)
        {
            return ExitStatus.Unreadable;
        }

        return CopyOutput.Write(output, slimming.Write, () => Summarize(slimming, output, options, ofSome: clients.Count > 0)) switch
        {
            ExitStatus.Analysed when !(isWhole && input.IsSame) => ExitStatus.Unreadable,
            ExitStatus.Analysed when !slimming.IsSame && clients.Count == 0 => ExitStatus.Usage, // the output failed
            var status => status,
        };
    }

    private static void Summarize(CaptureSlimming slimming, string output, PcapngCopyOptions options, bool ofSome)
    {
        (long read, long written) = (slimming.OctetsRead, slimming.OctetsWritten);
        string ratio = written == 0 ? ""
            : written * 3 > read
                ? string.Create(CultureInfo.InvariantCulture, $" ({written:N0} of {read:N0} octets, {100.0 * written / read:0} %)")
                : string.Create(CultureInfo.InvariantCulture, $", 1/{(double)read / written:0.0} of the octets,");
        StandardError.Tell(string.Create(CultureInfo.InvariantCulture, $"{slimming.PacketsWritten:N0} of {slimming.PacketsRead:N0} "
            + $"packets{ratio} written to {(output == "-" ? "standard output" : output)}."));
        if (slimming.IsSame)
        {
            (int findings, int attempts) = slimming.Rows;
            StandardError.Tell(
                $"Analysed alone they give the same {Plural.Of(findings, "finding")} and {Plural.Of(attempts, "attempt")}.");
        }
        else
        {
            StandardError.Tell(ofSome
                ? "Analysed alone they give another result: it rests on frames of other clients."
                : "Analysed alone they give another result, which is a fault in WsBridge. Please report it with the capture.");
        }

        if (slimming.Extent != SlimExtent.NearRoams)
        {
            StandardError.Tell(slimming.Extent == SlimExtent.AllHeaders
                ? "Headers of all encrypted data frames are among them, because times rest on these."
                : "All encrypted data frames are among them, because times rest on these.");
        }

        if (slimming.Secrets > 0)
        {
            StandardError.Tell(options.Secrets
                ? "Decryption secrets of the capture are in the file."
                : "Decryption secrets of the capture were left out; --secrets copies them.");
        }
    }
}
