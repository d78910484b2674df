using System.CommandLine;
using WsBridge.Cli.Output;
using WsBridge.Cli.Shells;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge man</c>: the manual pages, for packages.</summary>
internal static class ManCommand
{
    public static Command Create(RootCommand root)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where to write them" };
        var command = new Command("man", "Writes a manual page for each command.") { folder };
        command.Hidden = true;
        InputFiles.RefuseEmpty(folder);
        command.SetAction(parsed =>
        {
            string place = parsed.GetValue(folder)!;
            Directory.CreateDirectory(place);
            Checkout.HideItsCommands(root, isPackaged: true); // whoever reads them has no checkout
            foreach ((string file, string text) in ManPage.Of(root, "wsbridge"))
            {
                using var output = new OutputFile(Path.Combine(place, file));
                output.Writer.Write(text);
                output.Complete();
            }

            return ExitStatus.Analysed;
        });
        return command;
    }
}
