using System.Text;
using System.Text.RegularExpressions;

namespace WsBridge.Reports.Paths;

/// <summary>
/// What the path of a capture says of it: <c>{site}/{day}/*</c> takes site and day from the two folders above the file. A name in braces
/// takes what is there, * anything within one folder or file name; both may be beside other text. It is held against the end of the path.
/// </summary>
public sealed partial class PathPattern
{
    private const int MostMilliseconds = 1000;

    private readonly Regex _regex;

    private PathPattern(string text, Regex regex, IReadOnlyList<string> names) => (Text, _regex, Names) = (text, regex, names);

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>The names in braces, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="pattern">What it says.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(string text, out PathPattern? pattern, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);

        (pattern, problem) = (null, null);
        var regex = new StringBuilder("(?:^|/)");
        var names = new List<string>();
        int last = 0;
        foreach (Match token in Token().Matches(text))
        {
            regex.Append(Regex.Escape(text[last..token.Index]));
            last = token.Index + token.Length;
            if (token.Value == "*")
            {
                regex.Append("[^/]*");
                continue;
            }

            string name = token.Value[1..^1];
            if (!Name().IsMatch(name))
            {
                problem = $"{token.Value} is no name: letters, digits and _ in braces";
                return false;
            }

            if (names.Contains(name))
            {
                problem = $"{token.Value} is there twice";
                return false;
            }

            names.Add(name);
            regex.Append("(?<").Append(name).Append(">[^/]+?)");
        }

        if (names.Count == 0)
        {
            problem = "it has no name in braces, such as {site}/{day}/*";
            return false;
        }

        regex.Append(Regex.Escape(text[last..])).Append('$');
        var options = RegexOptions.CultureInvariant;
        pattern = new PathPattern(text, new Regex(regex.ToString(), options, TimeSpan.FromMilliseconds(MostMilliseconds)), names);
        return true;
    }

    /// <summary>What a path says, in the order of <see cref="Names"/>; null where it does not go by the pattern.</summary>
    public IReadOnlyList<string>? Match(string path)
    {
        ArgumentNullException.ThrowIfNull(path);

        try
        {
            Match match = _regex.Match(path.Replace('\\', '/'));
            return match.Success ? [.. Names.Select(name => match.Groups[name].Value)] : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>What a path says of one name; null where it does not go by the pattern, or the pattern has no such name.</summary>
    public string? Value(string path, string name)
    {
        int index = Names.ToList().IndexOf(name);
        return index < 0 ? null : Match(path)?[index];
    }

    [GeneratedRegex(@"\*|\{[^{}]*\}")]
    private static partial Regex Token();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Name();
}
