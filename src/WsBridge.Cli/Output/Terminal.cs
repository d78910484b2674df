using Spectre.Console;

namespace WsBridge.Cli.Output;

/// <summary>A console that wraps to a terminal's width and colours there only; into a file or a pipe lines stay whole.</summary>
internal static class Terminal
{
    private const int Unwrapped = 1_000_000;

    public static IAnsiConsole On(TextWriter output, bool isTerminal)
    {
        bool plain = !isTerminal || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isTerminal ? output : new WithoutTrailingBlanks(output)),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = Unwrapped;
        }

        return console;
    }
}
