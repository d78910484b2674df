using System.Diagnostics;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Tools;

/// <summary>
/// Runs this program again as nobody, for what shows nothing as root: Wireshark 4.4 and later load no Lua script then. The right to read
/// and write files is kept, so that a checkout under /root serves too.
/// </summary>
internal static class OtherUser
{
    private const string Nobody = "65534";

    /// <summary>Whether tshark would load no Lua script for the user we are.</summary>
    public static bool IsNeeded => WiresharkProgram.Find("tshark") is { } tshark && IsNeededFor("tshark", tshark) is not null;

    /// <summary>
    /// Says that nothing of ours will show. Asked only where the answer matters, and beside the run: starting tshark for its version takes
    /// longer than starting ourselves.
    /// </summary>
    public static void WarnOf(string program, string path)
    {
        if (IsNeededFor(program, path) is { } version)
        {
            StandardError.Say($"{program} {version} loads no Lua script when run as root, so nothing of WsBridge will "
                + $"show; run it as another user.");
        }
    }

    /// <summary>Somebody has to ask.</summary>
    public static bool MayBeNeededFor(string program) =>
        !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess && !WiresharkProgram.IsNamed(program);

    /// <summary>
    /// The version of a program that would load no Lua script for the user we are; null when it does, or was named by whoever sees to its
    /// user.
    /// </summary>
    public static WiresharkVersion? IsNeededFor(string program, string path) =>
        MayBeNeededFor(program) && WiresharkProgram.VersionOf(path) is { LoadsNoLuaAsRoot: true } version ? version : null;

    /// <summary>Runs this program with these arguments.</summary>
    /// <returns>The exit status when that cannot be; else this process becomes it.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        StandardError.Say("this tshark loads no Lua script when run as root; going on as nobody.");

        // access(2) asks the real user, capabilities or not, unless told so; .NET asks access(2).
        const string capabilities = "+dac_override,+dac_read_search";
        var start = new ProcessStartInfo("setpriv") { UseShellExecute = false };
        string[] command =
        [
            $"--reuid={Nobody}",
            $"--regid={Nobody}",
            "--clear-groups",
            $"--inh-caps={capabilities}",
            $"--ambient-caps={capabilities}",
            "--securebits=+no_setuid_fixup",
            Installation.Program,
            .. arguments,
        ];
        foreach (string argument in command)
        {
            start.ArgumentList.Add(argument);
        }

        string why = OperatingSystem.IsWindows() ? "there is no setpriv" : Successor.Become(start);
        StandardError.Say($"setpriv (of util-linux) cannot be run: {why}. Run this as another user than root.");
        return ExitStatus.Usage;
    }
}
