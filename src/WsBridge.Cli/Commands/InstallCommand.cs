using System.CommandLine;
using System.ComponentModel;
using System.Text.Json;
using WsBridge.Capture;
using WsBridge.Cli.Installing;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge install</c> and <c>wsbridge uninstall</c>: this user's own Wireshark and tshark have everything, or as
/// before.</summary>
internal static class InstallCommand
{
    public static Command Create()
    {
        Option<bool> json = JsonOption();
        var force = new Option<bool>("--force") { Description = "Also where a package has installed it for all users" };
        var command = new Command("install", """
            Puts the bridge, the capture sources and the profile "WsBridge" where your Wireshark looks.

            From then on plain `wireshark` and `tshark` show findings. Run it again after an upgrade of either. Other profiles and your
            plugins stay as they are. WSBRIDGE_TSHARK names the tshark that is asked for its folders. Where a package has installed it
            for all users, nothing is to be done, and nothing is done without --force.
            """) { json, force };
        command.SetAction(parsed => Install(parsed.GetValue(json), parsed.GetValue(force)));
        return command;
    }

    public static Command CreateUninstall()
    {
        Option<bool> json = JsonOption();
        var command = new Command("uninstall",
            "Removes from your Wireshark's folders exactly what `install` put there. Plugins stay.") { json };
        command.SetAction(parsed => Report(() => Installer.Uninstall(), "Nothing is installed for this user.", parsed.GetValue(json)));
        return command;
    }

    private static Option<bool> JsonOption() => new("--json") { Description = "Write what was done as JSON" };

    private static int Install(bool asJson, bool anyway)
    {
        if (WiresharkProgram.Find("tshark") is not { } tshark)
        {
            StandardError.Say("""
                tshark is not installed, and it is tshark that tells Wireshark's folders.
                On Debian and Ubuntu: apt-get install tshark. Elsewhere: https://www.wireshark.org/download.html
                """);
            return ExitStatus.Usage;
        }

        if (Installation.IsRunByDotnet)
        {
            StandardError.Say("""
                Wireshark cannot start a program that `dotnet` has to start for it.
                Install the tool for this user (`dotnet tool install --global wsbridge --add-source FOLDER`, with the package
                in FOLDER), or unpack an archive.
                """);
            return ExitStatus.Usage;
        }

        WiresharkFolders? folders;
        string? why;
        try
        {
            folders = WiresharkFolders.Of(tshark, out why);
        }
        catch (Win32Exception error)
        {
            StandardError.Say($"{tshark} cannot be run: {SystemMessage.Of(error)}.");
            return ExitStatus.Unreadable;
        }

        if (folders is null)
        {
            StandardError.Say($"{tshark} does not tell its folders: {why!.TrimEnd('.')}.");
            return ExitStatus.Unreadable;
        }

        if (ServingAll.LoaderIn(folders, out bool isThisProgram) is { } loader)
        {
            if (isThisProgram && !anyway)
            {
                return Say($"{loader} leads all users of this machine to this program already: nothing is installed for you besides "
                    + "(--force does it).", asJson);
            }

            StandardError.Say($"{loader} serves all users of this machine; of two, Wireshark takes the one that it finds first.");
        }

        OtherUser.WarnOf("tshark", tshark);
        PluginSchema.Current(out string? problem);
        if (problem is not null)
        {
            StandardError.Say(problem);
        }

        return Report(() => Installer.Install([.. InstallationPlan.For(folders)]), "", asJson);
    }

    private static int Say(string sentence, bool asJson)
    {
        using var output = new OutputFile(null);
        output.Writer.WriteLine(asJson
            ? JsonSerializer.Serialize(new InstallReport(Application.Version, [], [sentence]), InstallReportContext.Default.InstallReport)
            : sentence);
        output.Complete();
        return ExitStatus.Analysed;
    }

    private static int Report(Func<Installer> work, string nothing, bool asJson)
    {
        Installer done;
        try
        {
            done = work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StandardError.Say(error.Message);
            return ExitStatus.Unreadable;
        }

        using var output = new OutputFile(null);
        if (asJson)
        {
            output.Writer.WriteLine(JsonSerializer.Serialize(new InstallReport(Application.Version, done.Done, done.Kept),
                InstallReportContext.Default.InstallReport));
        }
        else
        {
            foreach (string line in done.Done.Concat(done.Kept.Select(kept => "kept      " + kept)).DefaultIfEmpty(nothing))
            {
                output.Writer.WriteLine(line);
            }
        }

        output.Complete();
        return ExitStatus.Analysed;
    }
}
