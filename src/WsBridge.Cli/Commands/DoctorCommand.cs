using System.CommandLine;
using System.Text.Json;
using WsBridge.Cli.Installing;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge doctor</c>: what is wrong with the installation for this user, and how to mend it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write it as JSON, for support" };
        var command = new Command("doctor", """
            Says what keeps your Wireshark from showing findings, and the command that mends it.

            Exit status: 0 when nothing is broken, 1 when something is. A note is about what works and may surprise.
            """) { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(bool asJson)
    {
        DoctorReport report;
        try
        {
            report = Doctor.Examine();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StandardError.Say(error.Message);
            return ExitStatus.Unreadable;
        }

        using var output = new OutputFile(null);
        if (asJson)
        {
            output.Writer.WriteLine(JsonSerializer.Serialize(report, InstallReportContext.Default.DoctorReport));
        }
        else
        {
            Write(report, output.Writer);
        }

        output.Complete();
        return report.Content ? ExitStatus.Analysed : ExitStatus.Found;
    }

    private static void Write(DoctorReport report, TextWriter output)
    {
        foreach (Diagnosis diagnosis in report.Checks)
        {
            output.WriteLine($"{diagnosis.Status,-8} {diagnosis.Check}: {diagnosis.Text}");
            if (diagnosis.Mend is { } mend)
            {
                string command = diagnosis.Command is { } line ? $" `{line.Replace("\n", "`, then `", StringComparison.Ordinal)}`" : "";
                output.WriteLine($"         mend: {mend}{command}");
            }
        }

        int problems = report.Checks.Count(diagnosis => diagnosis.Status == "problem");
        output.WriteLine(problems == 0 ? "Nothing is broken." : $"{Plural.Of(problems, "thing")} to mend.");
    }
}
