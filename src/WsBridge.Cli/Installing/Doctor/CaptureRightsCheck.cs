using CliWrap.Buffered;

namespace WsBridge.Cli.Installing;

/// <summary>This user may capture. Reading files takes no right, so that this is a note.</summary>
internal static class CaptureRightsCheck
{
    private const string Name = "capture-rights";

    public static Diagnosis Look(Patient patient)
    {
        string dumpcap = Path.Combine(Path.GetDirectoryName(patient.Tshark)!, OperatingSystem.IsWindows() ? "dumpcap.exe" : "dumpcap");
        if (!File.Exists(dumpcap))
        {
            return Diagnosis.Note(Name, "no-dumpcap", $"There is no {dumpcap}, which captures.",
                "Install Wireshark's dumpcap where you want to capture from adapters of this machine.");
        }

        // Lists only what it could open, and ends with a failure when that is nothing.
        BufferedCommandResult result = Patient.Run(dumpcap, ["-D"]);
        if (result.ExitCode == 0 && result.StandardOutput.Trim().Length > 0)
        {
            return Diagnosis.Ok(Name, $"{dumpcap} can be run.");
        }

        string text = $"{dumpcap} offers no adapter to this user: {Patient.FirstLine(result.StandardError)}";
        return OperatingSystem.IsLinux()
            ? Diagnosis.Note(Name, "no-capture-right", text,
                "Debian: `sudo dpkg-reconfigure wireshark-common`, answer yes, then the command, and log in again.",
                $"sudo usermod -aG wireshark {Environment.UserName}")
            : Diagnosis.Note(Name, "no-capture-right", text, OperatingSystem.IsMacOS() ? "Install ChmodBPF of Wireshark's disk image."
                : "Install Npcap with raw 802.11 traffic, of Wireshark's installer.");
    }
}
