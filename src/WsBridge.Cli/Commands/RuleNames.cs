using System.CommandLine.Completions;
using WsBridge.Analysis;
using WsBridge.Analysis.Reporting;

namespace WsBridge.Cli.Commands;

/// <summary>Names of rules on a command line: by ID or name, or as they are copied out of Wireshark.</summary>
internal static class RuleNames
{
    private const string Expert = "wsbridge.expert.";

    /// <summary>The rule of an ID, a name or a display filter (<c>wsbridge.expert.ft_m2_rejected_no_m3</c>); null for none.</summary>
    public static IRule? Find(string name) => RuleCatalog.Find(Plain(name));

    /// <summary>The name as our rules have it.</summary>
    public static string Plain(string name)
    {
        string plain = name.Trim();
        plain = plain.StartsWith(Expert, StringComparison.OrdinalIgnoreCase) ? plain[Expert.Length..] : plain;
        return plain.Replace('_', '-');
    }

    /// <summary>What a shell completes.</summary>
    public static IEnumerable<CompletionItem> Complete(CompletionContext context) => RuleCatalog.All
        .SelectMany(rule => (string[])[rule.Info.Name, rule.Info.Id])
        .Where(name => name.StartsWith(context.WordToComplete, StringComparison.OrdinalIgnoreCase))
        .Select(name => new CompletionItem(name));
}
