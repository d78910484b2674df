using System.CommandLine;
using WsBridge.Cli.Output;
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
    /// <param name="program">tshark or wireshark.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isLast">Nothing is to be done after it.</param>
    public static int Run(string program, IReadOnlyList<string> arguments, bool isLast = true)
    {
        if (WiresharkProgram.Find(program) is not { } path)
        {
            StandardError.Say($"{program} is not installed. On Debian and Ubuntu: apt-get install {program}. Elsewhere: "
                + $"https://www.wireshark.org/download.html");
            return ExitStatus.Usage;
        }

        return WiresharkProgram.Run(program, path, arguments, isLast);
    }
}
