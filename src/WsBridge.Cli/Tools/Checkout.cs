using System.CommandLine;

namespace WsBridge.Cli.Tools;

/// <summary>The repository that this program was built in, for <c>demo</c> and <c>test</c>.</summary>
internal static class Checkout
{
    private static readonly string[] Commands = ["demo", "test", "bench", "package"];

    /// <summary>Commands that only work here are offered nowhere else: in no help, no manual page and no completion.</summary>
    public static void HideItsCommands(Command root, bool isPackaged)
    {
        foreach (Command command in root.Subcommands.Where(command => Commands.Contains(command.Name)))
        {
            command.Hidden |= isPackaged;
        }
    }

    /// <summary>Its top folder; null when the program was installed somewhere else.</summary>
    public static string? Root
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "WsBridge.sln")))
                {
                    return folder.FullName;
                }
            }

            return null;
        }
    }
}
