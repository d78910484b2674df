using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using System.Text;

namespace WsBridge.Cli.Commands;

/// <summary>What tells one run over captures from another: rows of the one are of no use to the other.</summary>
internal static class RunDescription
{
    /// <summary>Everything that changes the rows; of keys what they are and the names of their sources, which rows have.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">What rows are called.</param>
    /// <param name="keys">The keys that are known.</param>
    /// <param name="without">Options that say where rows go, how and how fast, or where keys come from.</param>
    public static string Of(ParseResult parsed, string kind, CaptureKeys keys, HashSet<Option> without)
    {
        IEnumerable<string> words = parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(option => !option.Implicit && !without.Contains(option.Option) && option.Option.Name != FindingOptions.FailOn)
            .OrderBy(option => option.Option.Name, StringComparer.Ordinal)
            .Select(option => $"{option.Option.Name}={string.Join(',', option.Tokens.Select(token => token.Value))}");
        string options = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', words))));
        return $"{kind} {Application.Name} {parsed.CommandResult.Command.Name} {options} {keys.Fingerprint()}";
    }
}
