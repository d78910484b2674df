using System.CommandLine;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge demo</c>: the main job on a recording in captures/, with the real tshark.</summary>
internal static class DemoCommand
{
    private const string Recording = "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng";

    /// <summary>The first frame of the recording on which an error stands.</summary>
    private const int FirstError = 160;

    public static Command Create()
    {
        var command =
            new Command("demo", "Shows what WsBridge does on a recording, in the real tshark. Installs tshark if it is missing, and says "
                + "so first.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        if (Checkout.Root is not { } root)
        {
            StandardError.Say("demo runs from a checkout, where captures/ is.");
            return ExitStatus.Usage;
        }

        if (!SystemPackages.EnsureTshark())
        {
            return ExitStatus.Unreadable;
        }

        if (OtherUser.IsNeeded)
        {
            return OtherUser.Run(["demo"]);
        }

        string recording = Path.Combine(root, "captures", Recording);
        string shown = Path.GetRelativePath(Environment.CurrentDirectory, recording);
        Console.WriteLine("""
            A laptop re-associates under 802.11r and stays off the network for 20 seconds. The access point logs that
            message 2 has no PMKR1Name; messages 3 and 4 of the 4-way handshake are missing. What does the capture say?
            """);
        const string filter = "wsbridge.severity == \"error\" || wsbridge.expert.ft_m2_extra_pmkids";
        string[] columns =
        [
            "-T",
            "fields",
            "-E",
            "occurrence=f",
            "-e",
            "frame.number",
            "-e",
            "_ws.col.Info",
            "-e",
            "wsbridge.severity",
            "-e",
            "wsbridge.message",
        ];
        Console.WriteLine($"\n$ ./wsbridge tshark -r {shown} -Y '{filter}' -T fields -e frame.number -e _ws.col.Info -e wsbridge.severity "
            + $"-e wsbridge.message\n");
        int status = WiresharkCommand.Run("tshark", ["-r", recording, "-Y", filter, .. columns], isLast: false);
        if (status != 0)
        {
            return status;
        }

        Console.WriteLine("\nThe first of these errors, with the verdict, who is at fault and what to do next:\n");
        Console.WriteLine($"$ ./wsbridge tshark -r {shown} -Y 'frame.number == {FirstError}' -O wsbridge\n");
        status = WiresharkCommand.Run("tshark", ["-r", recording, "-Y", $"frame.number == {FirstError}", "-O", "wsbridge"], isLast: false);
        if (status == 0)
        {
            Console.WriteLine($"""

                Try next:
                  ./wsbridge wireshark -r {shown}     the same in Wireshark's window
                  ./wsbridge roams {shown}            each attempt in one row
                  ./wsbridge explain ft-m2-rejected-no-m3
                  ./wsbridge analyze YOUR.pcapng
                """);
        }

        return status;
    }
}
