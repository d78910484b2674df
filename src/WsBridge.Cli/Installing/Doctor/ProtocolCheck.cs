using WsBridge.Keys.Wireshark;

namespace WsBridge.Cli.Installing;

/// <summary>No profile that is in use has the protocol disabled.</summary>
internal static class ProtocolCheck
{
    private const string Name = "protocol";
    private const string Protocol = "wsbridge";

    public static Diagnosis Look(Patient patient)
    {
        foreach (string folder in FoldersInUse(patient))
        {
            string file = Path.Combine(folder, "disabled_protos");
            if (File.Exists(file) && File.ReadLines(file).Any(line => line.Trim() == Protocol))
            {
                return Diagnosis.Trouble(Name, "protocol-disabled", $"{file} disables the protocol wsbridge.",
                    "Enable it in Analyze > Enabled Protocols, or with the command.",
                    ShellCommand.Edit(file, $"/^{Protocol}[[:space:]]*$/d"));
            }
        }

        return Diagnosis.Ok(Name, "The protocol wsbridge is enabled.");
    }

    /// <summary>The default profile, which tshark uses, and the last one of the window.</summary>
    public static IEnumerable<string> FoldersInUse(Patient patient)
    {
        string personal = patient.Folders.PersonalConfiguration;
        string? last = WiresharkProfile.LastUsedInWindow(WiresharkSystem.This);
        return last is null ? [personal] : [personal, Path.Combine(personal, "profiles", last)];
    }
}
