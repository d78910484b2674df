using System.Diagnostics;

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
            Console.Error.WriteLine("wsbridge: tshark is missing, and there is no apt-get to install it with. Install Wireshark's tshark "
                + "and run this again: https://www.wireshark.org/download.html");
            return false;
        }

        string[] asRoot = Environment.IsPrivilegedProcess ? [] : ["sudo"];
        Console.Error.WriteLine($"wsbridge: tshark is missing; installing it with "
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
            Console.Error.WriteLine("wsbridge: tshark could not be installed. Install it by hand and run this again.");
            return false;
        }

        return true;
    }

    private static bool Succeeds(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }
}
