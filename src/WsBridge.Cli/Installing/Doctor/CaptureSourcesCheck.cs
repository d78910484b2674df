using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>Wireshark lists the capture sources.</summary>
internal static class CaptureSourcesCheck
{
    private const string Name = "capture-sources";
    private const string Source = "wsbridge-replay";

    public static Diagnosis Look(Patient patient)
    {
        if (!File.Exists(Installation.CaptureSources))
        {
            return Diagnosis.Note(Name, "no-capture-sources", $"This WsBridge has no {Path.GetFileName(Installation.CaptureSources)}.",
                "Install a whole package where capture sources are wanted.");
        }

        if (patient.Run("-D").StandardOutput.Contains(Source, StringComparison.Ordinal))
        {
            return Diagnosis.Ok(Name, "tshark -D lists the capture sources.");
        }

        string place = InstallationPlan.CaptureSources(patient.Folders).Path;
        string program = Links.Resolved(place);
        if (!File.Exists(place) && Links.TargetOf(place) is null)
        {
            return Diagnosis.Trouble(Name, "capture-sources-missing",
                $"The capture sources are not in {patient.Folders.PersonalExtcap}, where this Wireshark looks.", "Install.",
                    ShellCommand.OfOurs("install"));
        }

        if (!File.Exists(program))
        {
            return Diagnosis.Trouble(Name, "capture-sources-gone", $"{place} leads to {program}, which is gone.", "Install anew.",
                ShellCommand.OfOurs("install"));
        }

        bool isExecutable = OperatingSystem.IsWindows() || (File.GetUnixFileMode(program) & UnixFileMode.UserExecute) != 0;
        return isExecutable
            ? Diagnosis.Trouble(Name, "capture-sources-fail", $"{place} is there, and tshark -D does not list {Source}.",
                "See what it says to --extcap-interfaces.", ShellCommand.Run(place, "--extcap-interfaces"))
            : Diagnosis.Trouble(Name, "capture-sources-not-executable", $"{program} is not executable.", "Make it so.",
                ShellCommand.MakeExecutable(program));
    }
}
