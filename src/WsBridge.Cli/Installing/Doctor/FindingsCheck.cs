using CliWrap.Buffered;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>A plain tshark shows what is wrong in a small capture.</summary>
internal static class FindingsCheck
{
    private const string Name = "findings";

    public static Diagnosis Look(Patient patient)
    {
        using var scratch = new ScratchFolder();
        string capture = Path.Combine(scratch.Path, "doctor.pcapng");
        using (Stream resource = typeof(FindingsCheck).Assembly.GetManifestResourceStream("doctor.pcapng")!)
        using (FileStream file = File.Create(capture))
        {
            resource.CopyTo(file);
        }

        BufferedCommandResult result = patient.Run("-r", capture, "-Y", "wsbridge.rule", "-T", "fields", "-e", "wsbridge.rule");
        return result.StandardOutput.Trim().Length > 0
            ? Diagnosis.Ok(Name, "A plain tshark shows findings.")
            : Diagnosis.Trouble(Name, "no-findings",
                $"A plain tshark shows nothing in a capture with a finding: {Patient.FirstLine(result.StandardError)}",
                    $"Install again; if that does not help, report this with `{ShellCommand.OfOurs("doctor --json")}`.",
                    ShellCommand.OfOurs("install"));
    }
}
