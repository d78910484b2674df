using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge bench</c>: measures this program beside the programs that people use now.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "How often each command is run",
            HelpName = "N",
            DefaultValueFactory = _ => 5,
        };
        var captures = new Option<string?>("--captures")
        {
            Description = "Where the captures are, or are written and kept (400 MB); a temporary folder by default",
            HelpName = "FOLDER",
        };
        var wlantest = new Option<string?>("--wlantest") { Description = "A wlantest of hostap to compare with", HelpName = "FILE" };
        var before = new Option<string?>("--before") { Description = "A wsbridge of an earlier build to compare with", HelpName = "FILE" };
        var command =
            new Command("bench", "Measures this program beside tshark, hcxpcapngtool and others, in some minutes, and writes the table in "
                + "docs/performance.md. Exit status 1 where a limit is missed.") { runs, captures, wlantest, before };
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--runs needs a number from 1 on.");
            }
        });
        foreach (Option<string?> name in (Option<string?>[])[captures, wlantest, before])
        {
            OutputOption.RefuseEmpty(name);
        }

        command.SetAction(parsed => Run([
            "--runs", parsed.GetValue(runs).ToString(CultureInfo.InvariantCulture),
            .. Given("--captures", parsed.GetValue(captures)),
            .. Given("--wlantest", parsed.GetValue(wlantest)),
            .. Given("--before", parsed.GetValue(before)),
        ]));
        return command;
    }

    private static string[] Given(string option, string? value) => value is null ? [] : [option, Path.GetFullPath(value)];

    private static int Run(IEnumerable<string> options)
    {
        if (Checkout.Root is not { } root)
        {
            StandardError.Say("bench runs from a checkout.");
            return ExitStatus.Usage;
        }

        if (!SystemPackages.EnsureTshark())
        {
            return ExitStatus.Unreadable;
        }

        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, WorkingDirectory = root };
        string[] project = ["run", "--project", "tests/WsBridge.Benchmarks", "-c", "Release", "--", "table"];
        foreach (string argument in (string[])[.. project, .. options, "--page", Path.Combine(root, "docs", "performance.md")])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["WSBRIDGE_PROGRAM"] = Installation.Program;
        return ChildProgram.Run(start);
    }
}
