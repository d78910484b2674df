using System.CommandLine;
using WsBridge.Cli.Output;
using WsBridge.Host;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge schema</c>: the Lua file with all fields and expert infos; the build writes it beside the stub.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it" };
        var command = new Command("schema", "Writes the Lua file with all fields and expert infos.") { file };
        command.Hidden = true;
        InputFiles.RefuseEmpty(file);
        command.SetAction(parsed =>
        {
            using var output = new OutputFile(parsed.GetValue(file)!);
            output.Writer.Write(new Schema([new WifiAnalyzer()]).ToLua());
            output.Complete();
            return ExitStatus.Analysed;
        });
        return command;
    }
}
