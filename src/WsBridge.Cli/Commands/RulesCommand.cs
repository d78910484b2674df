using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using WsBridge.Analysis;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge rules</c>: the catalogue.</summary>
internal static class RulesCommand
{
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "How to write the catalogue", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "ndjson", "markdown");
        var command =
            new Command("rules", "The rule catalogue, with the rules of plugins that you have added; `wsbridge explain RULE` tells more of "
                + "one.") { format };
        command.SetAction(parsed =>
        {
            using var file = new OutputFile(null);
            switch (parsed.GetValue(format))
            {
                case "ndjson":
                    WriteNdjson(file.Writer);
                    break;
                case "markdown":
                    file.Writer.Write(RuleReference.Table(linked: false));
                    break;
                default:
                    WriteTable(Terminal.On(file.Writer, file.IsTerminal));
                    break;
            }

            file.Complete();
            return ExitStatus.Analysed;
        });
        return command;
    }

    private static void WriteTable(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "", "").Expand();
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        table.Columns[2].NoWrap();
        foreach (IRule rule in RuleCatalog.All)
        {
            table.AddRow(new Text(rule.Info.Id), new Text(rule.Info.Severity.ToText()), new Text(rule.Info.Name),
                new Text(rule.Info.Summary));
        }

        foreach (PluginRule rule in PluginRule.All())
        {
            table.AddRow(new Text("plugin"), new Text(rule.Expert.Severity.ToText()), new Text(rule.Name),
                new Text(rule.Expert.Summary));
        }

        table.Expand = false;
        console.Write(table);
    }

    private static void WriteNdjson(TextWriter output)
    {
        foreach (IRule rule in RuleCatalog.All)
        {
            RuleInfo info = rule.Info;
            var json = new RuleJson(info.Id, info.Name, info.Severity.ToText(), info.Group.ToText(),
                info.Fault.ToText(), info.Summary, info.Clause?.ToString(), info.Explanation,
                info.Implementations.Length == 0 ? null : info.Implementations, info.Next, info.ExpertFilter, null);
            output.Write(JsonSerializer.Serialize(json, RuleJsonContext.Default.RuleJson) + "\n");
        }

        foreach (PluginRule rule in PluginRule.All())
        {
            var json = new RuleJson(null, rule.Name, rule.Expert.Severity.ToText(), rule.Expert.Group.ToText(), null,
                rule.Expert.Summary, null, rule.Expert.Explanation, null, rule.Expert.Next, rule.Expert.Filter, rule.Plugin);
            output.Write(JsonSerializer.Serialize(json, RuleJsonContext.Default.RuleJson) + "\n");
        }
    }
}
