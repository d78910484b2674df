using System.CommandLine;
using WsBridge.Cli.Installing;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge loader</c>: the file that Wireshark loads, for a package that puts the program somewhere else.</summary>
internal static class LoaderCommand
{
    public static Command Create()
    {
        var program = new Argument<string>("PROGRAM") { Description = "Where the program will be" };
        var stub = new Argument<string>("STUB") { Description = "Where the Lua stub will be" };
        var command = new Command("loader", "Prints the file that Wireshark loads.") { program, stub };
        command.Hidden = true;
        InputFiles.RefuseEmpty(program, stub);
        command.SetAction(parsed =>
        {
            using var output = new OutputFile(null);
            output.Writer.Write(LuaLoader.For(parsed.GetValue(program)!, parsed.GetValue(stub)!));
            output.Complete();
            return ExitStatus.Analysed;
        });
        return command;
    }
}
