using CliWrap;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Tools;

/// <summary>Installs what demo and test need through the system's package manager, saying so first.</summary>
internal static class SystemPackages
{
    /// <summary>Makes sure that tshark is there.</summary>
    /// <returns>False, after a sentence on standard error, when it is not and cannot be installed.</returns>
    public static bool EnsureTshark()
    {
        if (WiresharkProgram.Find("tshark") is not null)
        {
            return true;
        }

        if (!File.Exists("/usr/bin/apt-get"))
        {
            StandardError.Say("tshark is missing, and there is no apt-get to install it with. Install Wireshark's tshark "
                + "and run this again: https://www.wireshark.org/download.html");
            return false;
        }

        string[] asRoot = Environment.IsPrivilegedProcess ? [] : ["sudo"];
        StandardError.Say($"tshark is missing; installing it with "
            + $"{string.Join(' ', [.. asRoot, "apt-get install tshark"])}.");
        bool installed = Succeeds([.. asRoot, "apt-get", "update", "-q"])
            & Succeeds([
            .. asRoot,
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "-q",
            "-y",
            "--no-install-recommends",
            "tshark",
        ]);
        if (!installed || WiresharkProgram.Find("tshark") is null)
        {
            StandardError.Say("tshark could not be installed. Install it by hand and run this again.");
            return false;
        }

        return true;
    }

    private static bool Succeeds(string[] command)
    {
        try
        {
            return CliWrap.Cli.Wrap(command[0]).WithArguments(command[1..]).WithValidation(CommandResultValidation.None)
                .WithStandardErrorPipe(PipeTarget.ToDelegate(StandardError.Tell)).ExecuteAsync().GetAwaiter().GetResult().IsSuccess;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }
}
