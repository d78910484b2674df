using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;
using WsBridge.Host;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge test</c>: sets up what the tests need and runs all of them.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var filter = new Option<string?>("--filter") { Description = "Run only these, in the words of `dotnet test --filter`" };
        var command =
            new Command("test", "Runs all tests; installs tshark when it is missing, and says so first. The last line is `N passed, N "
                + "failed, N skipped`.") { filter };
        command.SetAction(parsed => Run(parsed.GetValue(filter)));
        return command;
    }

    private static int Run(string? filter)
    {
        if (Checkout.Root is not { } root)
        {
            StandardError.Say("test runs from a checkout.");
            return ExitStatus.Usage;
        }

        if (!SystemPackages.EnsureTshark())
        {
            return ExitStatus.Unreadable;
        }

        if (OtherUser.IsNeeded)
        {
            return OtherUser.Run(filter is null ? ["test"] : ["test", "--filter", filter]);
        }

        DirectoryInfo results = Directory.CreateTempSubdirectory("wsbridge-test-");
        using var ending = new Termination(Remove);
        try
        {
            var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, WorkingDirectory = root };
            string[] arguments =
            [
                "test",
                "WsBridge.sln",
                "-c",
                "Release",
                "--nologo",
                "--verbosity",
                "quiet",
                "--logger",
                "trx",
                "--results-directory",
                results.FullName,
                .. filter is null ? (string[])[] : ["--filter", filter],
            ];
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            // The tests run the program that runs them.
            start.Environment["WSBRIDGE_PROGRAM"] = Installation.Program;
            return Report(results, ChildProgram.Run(start));
        }
        finally
        {
            Remove();
        }

        void Remove() => results.Delete(recursive: true);
    }

    private static int Report(DirectoryInfo results, int status)
    {
        int passed = 0, failed = 0, skipped = 0;
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (FileInfo file in results.EnumerateFiles("*.trx", SearchOption.AllDirectories))
        {
            XDocument document = XDocument.Load(file.FullName);
            foreach (XElement result in document.Descendants().Where(element => element.Name.LocalName == "UnitTestResult"))
            {
                switch ((string?)result.Attribute("outcome"))
                {
                    case "Passed":
                        passed++;
                        break;
                    case "NotExecuted":
                        skipped++;
                        string reason = ReasonOf(result);
                        reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
                        break;
                    default:
                        failed++;
                        Console.WriteLine($"\nFAILED {(string?)result.Attribute("testName")}");
                        Console.WriteLine(string.Join('\n',
                            result.Descendants().Where(element => element.Name.LocalName is "Message" or "StackTrace")
                            .Select(element => element.Value)));
                        break;
                }
            }
        }

        foreach ((string reason, int count) in reasons)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} skipped: {reason}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped"));
        return status != 0 || failed > 0 || passed == 0 ? ExitStatus.Found : ExitStatus.Analysed;
    }

    /// <summary>The first line of what a test said when it left itself out.</summary>
    private static string ReasonOf(XElement result) =>
        result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value.Trim()
            .Split('\n')[0] is { Length: > 0 } reason
            ? reason
            : "no reason given";
}
