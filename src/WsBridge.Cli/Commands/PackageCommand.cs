using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge package</c>: everything that is given to others, from a checkout on Linux.</summary>
internal static class PackageCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--output", "-o")
        {
            Description = "The folder that gets the packages",
            DefaultValueFactory = _ => "artifacts/packages",
        };
        OutputOption.RefuseEmpty(output);
        var only = new Option<string[]>("--only")
        {
            Description = "Only these: linux-x64, linux-arm64, linux-musl-x64, win-x64, osx-arm64, deb-amd64, deb-arm64, tool, sdk",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("package", """
            Builds the Debian packages, the archives for each system, the .NET tool and the packages for plugins, from a checkout on Linux.

            Beside them lie their bills of materials (CycloneDX) and SHA256SUMS. Debian packages need dpkg-deb, zip archives zip.
            """) { output, only };
        command.SetAction(parsed => Run(parsed.GetValue(output)!, parsed.GetValue(only) ?? []));
        return command;
    }

    private static int Run(string output, string[] only)
    {
        if (Checkout.Root is not { } root || !OperatingSystem.IsLinux())
        {
            StandardError.Say("package runs from a checkout, on Linux.");
            return ExitStatus.Usage;
        }

        string script = Path.Combine(root, "packaging", "build");
        var start = new ProcessStartInfo("bash", [script, Path.GetFullPath(output), .. only])
        {
            UseShellExecute = false,
            WorkingDirectory = root
        };
        start.Environment["WSBRIDGE_PROGRAM"] = Installation.Program;
        try
        {
            return ChildProgram.Run(start) == 0 ? ExitStatus.Analysed : ExitStatus.Unreadable;
        }
        catch (Win32Exception error)
        {
            StandardError.Say($"bash cannot be run: {SystemMessage.Of(error)}.");
            return ExitStatus.Unreadable;
        }
    }
}
