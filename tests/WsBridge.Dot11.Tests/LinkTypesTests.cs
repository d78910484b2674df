using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

/// <summary>The stub, which is Lua, cannot share the list of link types; it has the same numbers.</summary>
[TestFixture]
internal sealed partial class LinkTypesTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "lua");

    [Test]
    public void The_stub_has_the_same_numbers()
    {
        string stub = File.ReadAllText(Path.Combine(Folder, "wsbridge_links.lua"));

        Dictionary<string, int> numbers = Numbers().Matches(List().Match(stub).Groups["numbers"].Value)
            .ToDictionary(match => match.Groups["name"].Value, match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));

        Dictionary<string, int> ours = typeof(LinkTypes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => field.Name.ToUpperInvariant(), field => (int)field.GetRawConstantValue()!);
        Assert.That(numbers.Keys, Is.SupersetOf((string[])["IEEE80211", "PRISM", "RADIOTAP", "AVS", "PPI"]));
        Assert.That(numbers, Is.SubsetOf(ours));
    }

    [Test]
    public void The_stub_writes_none_of_them_out_beside_its_list()
    {
        IEnumerable<string> written = Directory.EnumerateFiles(Folder, "*.lua").SelectMany(File.ReadLines)
            .Where(line => !List().IsMatch(line) && !line.TrimStart().StartsWith("--", StringComparison.Ordinal))
            .Where(line => WrittenOut().IsMatch(line));

        Assert.That(written, Is.Empty);
    }

    [GeneratedRegex(@"^local LINK = \{(?<numbers>[^}]*)\}", RegexOptions.Multiline)]
    private static partial Regex List();

    [GeneratedRegex(@"(?<name>\w+) = (?<number>\d+)")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(link_type(, mac)? = |return )(105|119|127|163|192)\b")]
    private static partial Regex WrittenOut();
}
