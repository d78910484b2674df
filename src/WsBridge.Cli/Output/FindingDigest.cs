using Spectre.Console;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>How many findings of which severity there are, and of which rules, with how many clients.</summary>
/// <param name="showsChat">Chat was asked for; else it only counts.</param>
internal sealed class FindingDigest(bool showsChat) : IDigest<FindingRow>
{
    private const int MostRules = 5;
    private const string Chat = "chat";

    private static readonly string[] Severities = ["error", "warn", "note", Chat];

    private readonly Dictionary<string, int> _severities = [];
    private readonly HashSet<string> _clients = [];
    private readonly Dictionary<string, RuleCount> _rules = [];

    public bool Add(FindingRow row)
    {
        _severities[row.Severity] = _severities.GetValueOrDefault(row.Severity) + 1;
        if (row.Severity == Chat)
        {
            return showsChat;
        }

        if (!_rules.TryGetValue(row.Rule, out RuleCount? count))
        {
            _rules[row.Rule] = count = new RuleCount(row.Name);
        }

        count.Add(row);
        if (row.Sta is { } sta)
        {
            _clients.Add(sta);
        }

        return true;
    }

    public void Write(IAnsiConsole console)
    {
        if (_severities.Count == 0)
        {
            return; // which is said at the end
        }

        IEnumerable<string> counts = Severities.Where(_severities.ContainsKey).Select(word => $"{_severities[word]} {word}");
        string left = !showsChat && _severities.ContainsKey(Chat) ? " (left out; --min-severity chat shows it)" : "";
        string clients = _clients.Count == 0 ? "" : $", with {Plural.Of(_clients.Count, "client")}";
        console.WriteLine($"{string.Join(", ", counts)}{left}{clients}.", new Style(decoration: Decoration.Bold));
        foreach ((string rule, RuleCount count) in _rules.OrderBy(rule => Array.IndexOf(Severities, rule.Value.Severity))
            .ThenByDescending(rule => rule.Value.Count).ThenBy(rule => rule.Key, StringComparer.Ordinal).Take(MostRules))
        {
            string fault = count.Faults.Count == 0 ? "" : $"; fault: {string.Join(", ", count.Faults)}";
            console.WriteLine($"{count.Count,4}  {count.Severity} {count.Name} ({rule}){fault}; "
                + $"{Plural.Of(count.Clients.Count, "client")}");
        }

        if (_rules.Count > MostRules)
        {
            console.WriteLine($"      and {Plural.Of(_rules.Count - MostRules, "other rule")}");
        }

        console.WriteLine();
    }

    private sealed class RuleCount(string name)
    {
        public string Name => name;

        public int Count { get; private set; }

        public string Severity { get; private set; } = Chat;

        public SortedSet<string> Faults { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Clients { get; } = [];

        public void Add(FindingRow row)
        {
            Count++;
            Severity = Array.IndexOf(Severities, row.Severity) < Array.IndexOf(Severities, Severity) ? row.Severity : Severity;
            if (row.Fault is { } fault)
            {
                Faults.Add(fault);
            }

            if (row.Sta is { } sta)
            {
                Clients.Add(sta);
            }
        }
    }
}
