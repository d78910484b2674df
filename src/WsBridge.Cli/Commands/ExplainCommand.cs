using System.CommandLine;
using Spectre.Console;
using WsBridge.Analysis;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge explain</c>: one rule with clause, cause and what to do next.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("ID-OR-NAME")
        {
            Description = "e.g. WSB-FT-001 or ft-m2-extra-pmkids; of a plugin its display filter",
            HelpName = "ID-OR-NAME", // else help lists all that completion knows
        };
        name.CompletionSources.Add(RuleNames.Complete);
        var command = new Command("explain", """
            One rule: what was seen, why it matters, what implementations do, what to do next.

            Example:
              wsbridge explain ft-m2-extra-pmkids
            """)
        { name };
        command.SetAction(parsed => Explain(parsed.GetValue(name)!));
        return command;
    }

    private static int Explain(string name)
    {
        if (RuleNames.Find(name) is { } rule)
        {
            return Write($"{rule.Info.Id} {rule.Info.Name}", RuleReference.Sections(rule.Info));
        }

        if (PluginRule.Find(name) is { } ofPlugin)
        {
            return Write(ofPlugin.Name, ofPlugin.Sections());
        }

        IEnumerable<string> names = [.. RuleCatalog.All.Select(known => known.Info.Name), .. PluginRule.All().Select(known => known.Name)];
        string plain = RuleNames.Plain(name);
        string near = string.Join(", ", names.Where(known => known.Contains(plain, StringComparison.OrdinalIgnoreCase)).Take(5));
        StandardError.Say($"there is no rule {name}. "
            + $"{(near.Length > 0 ? $"Did you mean {near}?" : "`wsbridge rules` lists them.")}");
        return ExitStatus.Usage;
    }

    private static int Write(string title, IEnumerable<(string Heading, string Body)> sections)
    {
        using var file = new OutputFile(null);
        IAnsiConsole console = Terminal.On(file.Writer, file.IsTerminal);
        console.WriteLine(title, new Style(decoration: Decoration.Bold));
        foreach ((string heading, string body) in sections)
        {
            console.WriteLine();
            if (heading.Length > 0)
            {
                console.WriteLine(heading, new Style(decoration: Decoration.Bold));
            }

            console.Write(new Padder(new Text(body.Replace("`", "", StringComparison.Ordinal)),
                new Padding(heading.Length > 0 ? 2 : 0, 0, 0, 0)));
        }

        file.Complete();
        return ExitStatus.Analysed;
    }
}
