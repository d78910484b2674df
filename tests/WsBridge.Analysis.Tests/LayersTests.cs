using System.Text;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// The namespaces of the analysis are layers: each knows only those below it. <c>WSBRIDGE_ACCEPT=1</c> draws them anew in
/// <c>docs/architecture.md</c>; <c>tests/diagram</c> prints the drawing.
/// </summary>
[TestFixture]
internal sealed class LayersTests
{
    private const string Root = "WsBridge.Analysis";

    /// <summary>From the bottom to the top; the families of rules are one layer.</summary>
    private static readonly string[] Layers =
    [
        "Frames", "Intake", "Findings", "Keys", "Exchanges", "Events", "KeyChecks", "Pmkids", "Tracking", "Roams", "Verdicts", "Reporting",
        "Rules.Support", "Rules", "Comparison", "Excerpts", "", "Annotations",
    ];

    private static readonly Lazy<HashSet<(string From, string To, string Example)>> Uses = new(Read);

    [Test]
    public void A_namespace_knows_only_the_layers_below_it() =>
        Assert.That(
            Uses.Value.Where(use => Rank(LayerOf(use.From)) < Rank(LayerOf(use.To)))
            .Select(use => $"{use.From} uses {use.To}: {use.Example}"),
            Is.Empty);

    [Test]
    public void Every_namespace_is_a_layer() =>
        Assert.That(Uses.Value.SelectMany(use => new[] { use.From, use.To }).Select(LayerOf).Distinct().Except(Layers), Is.Empty);

    [Test]
    public void No_namespaces_use_each_other_in_a_circle()
    {
        ILookup<string, string> next = Uses.Value.Select(use => (use.From, use.To)).Distinct().ToLookup(use => use.From, use => use.To);

        Assert.That(next.Select(from => from.Key).Where(name => ReachableFrom(name, next).Contains(name)), Is.Empty);
    }

    [Test]
    public void The_drawing_is_current()
    {
        const string start = "<!-- layers -->\n";
        string file = Path.Combine(RepositoryPaths.Root, "docs", "architecture.md");
        string text = File.ReadAllText(file);
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int to = text.IndexOf("<!-- end -->", from, StringComparison.Ordinal);

        Assert.That(Expected.NotCurrent(file, text[..from] + Drawing() + text[to..]), Is.Empty);
    }

    /// <summary>As Mermaid; an arrow that follows from others is left out.</summary>
    private static string Drawing()
    {
        ILookup<string, string> next = Uses.Value.Select(use => (From: LayerOf(use.From), To: LayerOf(use.To)))
            .Where(use => use.From != use.To)
            .Distinct().ToLookup(use => use.From, use => use.To);
        var drawing = new StringBuilder("```mermaid\nflowchart TD\n");
        foreach (string layer in Layers.Reverse())
        {
            foreach (string below in next[layer].OrderByDescending(Rank))
            {
                if (!next[layer].Any(other => other != below && ReachableFrom(other, next).Contains(below)))
                {
                    drawing.Append($"    {NameOf(layer)} --> {NameOf(below)}\n");
                }
            }
        }

        return drawing.Append("```\n").ToString();
    }

    private static string NameOf(string layer) => layer.Length == 0 ? "WifiAnalysis" : layer;

    private static int Rank(string layer) => Array.IndexOf(Layers, layer);

    private static string LayerOf(string name) =>
        name.StartsWith("Rules.", StringComparison.Ordinal) && name != "Rules.Support" ? "Rules" : name;

    private static HashSet<string> ReachableFrom(string name, ILookup<string, string> next)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(next[name]);
        while (open.TryPop(out string? other))
        {
            if (reached.Add(other))
            {
                foreach (string further in next[other])
                {
                    open.Push(further);
                }
            }
        }

        return reached;
    }

    private static HashSet<(string From, string To, string Example)> Read()
    {
        Architecture architecture = new ArchLoader().LoadAssembly(typeof(WifiAnalysis).Assembly).Build();
        var uses = new Dictionary<(string From, string To), string>();
        foreach (IType type in architecture.Types.Where(IsOurs))
        {
            foreach (IType other in type.Dependencies.Select(dependency => dependency.Target).Where(IsOurs))
            {
                (string from, string to) = (Inside(type), Inside(other));
                if (from != to)
                {
                    uses.TryAdd((from, to), $"{type.Name} uses {other.Name}");
                }
            }
        }

        return [.. uses.Select(use => (use.Key.From, use.Key.To, use.Value))];
    }

    private static bool IsOurs(IType type) =>
        type.Namespace?.FullName is { } name && (name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal));

    private static string Inside(IType type) => type.Namespace.FullName == Root ? "" : type.Namespace.FullName[(Root.Length + 1)..];
}
