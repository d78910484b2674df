using System.CommandLine;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge tshark</c> and <c>wsbridge wireshark</c>: the real program with the bridge loaded, nothing installed.</summary>
internal static class WiresharkCommand
{
    public static Command Create(string program, string description)
    {
        var arguments = new Argument<string[]>("ARGS") { Description = $"Arguments of {program}", Arity = ArgumentArity.ZeroOrMore };
        return new Command(program, description) { arguments };
    }

    /// <summary>Runs the program with arguments exactly as they were typed: none of them is ours to read.</summary>
    public static int Run(string program, IReadOnlyList<string> arguments)
    {
        if (WiresharkProgram.Find(program) is not { } path)
        {
            Console.Error.WriteLine($"wsbridge: {program} is not installed. On Debian and Ubuntu: apt-get install {program}. Elsewhere: https://www.wireshark.org/download.html");
            return ExitStatus.Usage;
        }

        return WiresharkProgram.Run(program, path, arguments, () => WarnRoot(program, path));
    }

    /// <summary>Asked only where the answer matters, and beside the run: starting tshark for its version takes longer than starting ourselves.</summary>
    private static void WarnRoot(string program, string path)
    {
        if (OtherUser.IsNeededFor(program, path) is { } version)
        {
            Console.Error.WriteLine($"wsbridge: {program} {version} loads no Lua script when run as root, so nothing of WsBridge will show; run it as another user.");
        }
    }
}
