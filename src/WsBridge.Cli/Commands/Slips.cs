using System.CommandLine;
using System.CommandLine.Parsing;
using WsBridge.Capture;

namespace WsBridge.Cli.Commands;

/// <summary>What is wrong with a command line, a sentence each: where a word is not known, that and what may have been meant.</summary>
internal static class Slips
{
    private const int MostLetters = 2;

    /// <summary>The sentences; empty where nothing is wrong.</summary>
    public static IEnumerable<string> In(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        bool needsCommand = command.Subcommands.Count > 0;
        if (parsed.Errors.Count == 0)
        {
            return [];
        }

        if (parsed.UnmatchedTokens is [var first, ..])
        {
            string sentence = first.StartsWith('-') ? NoOption(command, first)
                : needsCommand ? NoCommand(command, first, parsed.UnmatchedTokens)
                : $"{command.Name} takes no more: {PrintableText.Name(first)} is one too many.";
            return needsCommand ? [sentence] : parsed.Errors.Where(error => !IsOfWord(error, parsed.UnmatchedTokens))
                .Select(error => error.Message).Prepend(sentence);
        }

        return needsCommand
            ? [$"a command is missing; `{PathOf(command)} --help` lists them."]
            : parsed.Errors.Select(error => error.Message);
    }

    /// <summary>There is no such option, and which may have been meant.</summary>
    public static string NoOption(Command command, string name)
    {
        string word = name.TrimStart('-').Split('=')[0];
        IEnumerable<string> known = command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options)
            .Where(option => option.Recursive)).Where(option => !option.Hidden).Select(option => option.Name);
        string? near = Nearest(word, known, option => option.TrimStart('-'));
        return $"There is no option {PrintableText.Name(name)}.{(near is null ? "" : $" Did you mean {near}?")}";
    }

    /// <summary>How the command is called.</summary>
    public static string PathOf(Command command) =>
        command is RootCommand
            ? "wsbridge"
            : $"{command.Parents.OfType<Command>().Select(PathOf).FirstOrDefault("wsbridge")} {command.Name}";

    private static string NoCommand(Command command, string word, IReadOnlyList<string> words)
    {
        string shown = PrintableText.Name(word);
        if (command is RootCommand && (File.Exists(word) || word.AsSpan().IndexOfAny('.', '/') >= 0))
        {
            return $"{shown} is no command. Did you mean `wsbridge analyze {string.Join(' ', words.Select(PrintableText.Name))}`?";
        }

        string? near = Nearest(word, command.Subcommands.Where(known => !known.Hidden).Select(known => known.Name), name => name)
            ?? command.Options.Select(option => option.Name).FirstOrDefault(option => option.TrimStart('-') == word);
        return $"There is no command {shown}.{(near is null ? "" : $" Did you mean {near}?")}";
    }

    private static bool IsOfWord(ParseError error, IReadOnlyList<string> words) =>
        error.SymbolResult is CommandResult && words.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal));

    /// <summary>The one that begins with the word, has it as a part, or differs in a letter or two.</summary>
    private static string? Nearest(string word, IEnumerable<string> known, Func<string, string> plain)
    {
        string[] all = [.. known];
        return word.Length == 0 ? null
            : all.FirstOrDefault(name => plain(name).StartsWith(word, StringComparison.OrdinalIgnoreCase))
            ?? all.FirstOrDefault(name => plain(name).Split('-').Contains(word, StringComparer.OrdinalIgnoreCase))
            ?? all.Select(name => (Name: name, Letters: Difference(plain(name), word)))
                .Where(one => one.Letters <= MostLetters && one.Letters * 2 < word.Length).OrderBy(one => one.Letters)
                .Select(one => one.Name).FirstOrDefault();
    }

    /// <summary>How many letters are missing, too many or other ones (Levenshtein).</summary>
    private static int Difference(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int above = row[j];
                int change = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[^1];
    }
}
