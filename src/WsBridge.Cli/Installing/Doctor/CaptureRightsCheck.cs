using CliWrap.Buffered;

namespace WsBridge.Cli.Installing;

/// <summary>This user may capture. Reading files takes no right, so that this is a note.</summary>
internal static class CaptureRightsCheck
{
    private const string Name = "capture-rights";
    private const int MostTried = 4;

    public static Diagnosis Look(Patient patient)
    {
        string dumpcap = Path.Combine(Path.GetDirectoryName(patient.Tshark)!, OperatingSystem.IsWindows() ? "dumpcap.exe" : "dumpcap");
        if (!File.Exists(dumpcap))
        {
            return Diagnosis.Note(Name, "no-dumpcap", $"There is no {dumpcap}, which captures.",
                "Install Wireshark's dumpcap where you want to capture from adapters of this machine.");
        }

        BufferedCommandResult list = Patient.Run(dumpcap, ["-D"]);
        string? why = null;
        foreach (string adapter in Adapters(list.StandardOutput).Take(MostTried))
        {
            // Newer ones list adapters that this user may not open: that only shows where it has to open one.
            BufferedCommandResult opened = Patient.Run(dumpcap, ["-L", "-i", adapter]);
            if (opened.ExitCode == 0)
            {
                return Diagnosis.Ok(Name, $"{dumpcap} can capture, on {adapter}.");
            }

            why ??= Patient.FirstLine(opened.StandardError);
        }

        string text = $"{dumpcap} opens no adapter for this user: {why ?? Patient.FirstLine(list.StandardError)}";
        return OperatingSystem.IsLinux()
            ? Diagnosis.Note(Name, "no-capture-right", text,
                "Debian: `sudo dpkg-reconfigure wireshark-common`, answer yes, then the command, and log in again.",
                $"sudo usermod -aG wireshark {(Environment.UserName is { Length: > 0 } name ? name : "$USER")}")
            : Diagnosis.Note(Name, "no-capture-right", text, OperatingSystem.IsMacOS() ? "Install ChmodBPF of Wireshark's disk image."
                : "Install Npcap with raw 802.11 traffic, of Wireshark's installer.");
    }

    /// <summary>The adapters that it lists, as "3. lo (Loopback)"; the one that is always up first.</summary>
    private static IEnumerable<string> Adapters(string list) => list.Split('\n').Select(line => line.Trim())
        .Where(line => line.Contains(". ", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(". ", StringComparison.Ordinal) + 2)..].Split(" (")[0])
        .OrderByDescending(name => name is "lo" or "lo0" || name.EndsWith("NPF_Loopback", StringComparison.Ordinal));
}
