using WsBridge.Analysis.Findings;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Cli.Tools;

/// <summary>A rule of a plugin that this user has added: an expert info, which in Wireshark is what a rule is.</summary>
/// <param name="Plugin">Name of the plugin.</param>
/// <param name="Experts">The expert info, with each severity that it may have; the gravest first.</param>
internal sealed record PluginRule(string Plugin, IReadOnlyList<ExpertInfo> Experts)
{
    private const string Prefix = "wsbridge.";

    /// <summary>What is said of it, whatever its severity.</summary>
    public ExpertInfo Expert => Experts[0];

    /// <summary>Its filter without what all have in common: <c>echo.expert.late</c>.</summary>
    public string Name => Expert.Filter[Prefix.Length..];

    /// <summary>
    /// All of them, in the order of plugins and declarations. What cannot be read is left out: `wsbridge plugin list` tells of it.
    /// </summary>
    public static IReadOnlyList<PluginRule> All() =>
    [
        .. from plugin in PluginFolder.OfUser.Load(out _)
           from named in plugin.Manifest.Experts.GroupBy(expert => expert.Filter)
           select new PluginRule(plugin.Manifest.Name, [.. named.OrderByDescending(expert => expert.Severity)]),
    ];

    /// <summary>The one of this name or filter.</summary>
    public static PluginRule? Find(string name) => All().FirstOrDefault(rule => name == rule.Name || name == rule.Expert.Filter);

    /// <summary>What there is to say of it, in reading order, as of a rule of our own.</summary>
    public IEnumerable<(string Heading, string Body)> Sections()
    {
        yield return ("", Expert.Summary);
        yield return ("Plugin", Plugin);
        yield return ("Severity and group",
            $"{string.Join(" or ", Experts.Select(expert => expert.Severity.ToText()))}, {Expert.Group.ToText()}");
        if (Expert.Explanation is { Length: > 0 } why)
        {
            yield return ("Why", why);
        }

        if (Expert.Next is { Length: > 0 } next)
        {
            yield return ("Next", next);
        }

        yield return ("Display filter", Expert.Filter);
    }
}
