using System.CommandLine;
using WsBridge.Cli.Output;
using WsBridge.Cli.Shells;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge completion</c>: what makes a shell complete our command lines.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", CompletionScript.All.Keys) };
        shell.AcceptOnlyFromAmong([.. CompletionScript.All.Keys]);
        var command = new Command("completion", """
            Prints what makes a shell complete wsbridge's command lines. The Debian packages have it installed.

            Examples:
              source <(wsbridge completion bash)
              wsbridge completion fish > ~/.config/fish/completions/wsbridge.fish
            """) { shell };
        command.SetAction(parsed =>
        {
            using var output = new OutputFile(null);
            output.Writer.Write(CompletionScript.All[parsed.GetValue(shell)!].ReplaceLineEndings("\n") + "\n");
            output.Complete();
            return ExitStatus.Analysed;
        });
        return command;
    }
}
