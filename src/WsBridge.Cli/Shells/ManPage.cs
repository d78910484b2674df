using System.CommandLine;
using System.Text;

namespace WsBridge.Cli.Shells;

/// <summary>The manual page of a command, from the definitions that its help is made of.</summary>
/// <param name="command">The command.</param>
/// <param name="path">Its name with those of the commands around it, e.g. wsbridge-plugin-add.</param>
internal sealed class ManPage(Command command, string path)
{
    /// <summary>A paragraph of the description that begins so is a section of its own.</summary>
    private const string StatusMark = "\n\nExit status: ";

    private const string CommonStatuses = "0 done; 2 wrong usage; 3 some input could not be read or ended early.";

    private readonly StringBuilder _roff = new();

    /// <summary>A page for each command that help lists: file names and their text.</summary>
    public static IEnumerable<(string File, string Text)> Of(Command command, string path)
    {
        yield return ($"{path}.1", new ManPage(command, path).Write());
        foreach ((string File, string Text) page in command.Subcommands.Where(inner => !inner.Hidden)
            .SelectMany(inner => Of(inner, $"{path}-{inner.Name}")))
        {
            yield return page;
        }
    }

    private string Write()
    {
        string text = (command.Description ?? "").ReplaceLineEndings("\n").TrimEnd();
        int status = text.IndexOf(StatusMark, StringComparison.Ordinal);
        int afterStatus = status < 0 ? -1 : text.IndexOf("\n\n", status + StatusMark.Length, StringComparison.Ordinal);
        string[] description = (status < 0 ? text : text[..status] + (afterStatus < 0 ? "" : text[afterStatus..])).Split('\n');
        string[] statuses = status < 0 ? [CommonStatuses]
            : text[(status + StatusMark.Length)..(afterStatus < 0 ? text.Length : afterStatus)].Split('\n');
        _roff.Append($".TH {Escaped(path.ToUpperInvariant())} 1 \"\" \"{Escaped(Application.Name)}\" \"User Commands\"\n");
        _roff.Append($".SH NAME\n{Escaped(path)} \\- {Escaped(description[0].TrimEnd('.'))}\n");
        _roff.Append($".SH SYNOPSIS\n.B {Escaped(path.Replace('-', ' '))}\n{Escaped(Synopsis())}\n");
        _roff.Append(".SH DESCRIPTION\n");
        WriteText(description);
        WriteList("ARGUMENTS", command.Arguments.Where(argument => !argument.Hidden)
            .Select(argument => (argument.Name, argument.Description)));
        WriteList("OPTIONS", command.Options.Where(option => !option.Hidden).Select(option => (NamesOf(option), option.Description)));
        WriteList("COMMANDS", command.Subcommands.Where(inner => !inner.Hidden)
            .Select(inner => (inner.Name, FirstLine(inner))));
        _roff.Append(".SH EXIT STATUS\n");
        WriteText(statuses);
        if (SeeAlso() is { Length: > 0 } others)
        {
            _roff.Append($".SH SEE ALSO\n{string.Join(", ", others.Select(other => $"\\fB{Escaped(other)}\\fR(1)"))}\n");
        }

        return _roff.ToString();
    }

    private static string? FirstLine(Command inner) => inner.Description?.Split('\n')[0].TrimEnd('\r');

    private string Synopsis() => string.Join(' ',
        [
            .. command.Subcommands.Any(inner => !inner.Hidden) ? (string[])["COMMAND"] : [],
            .. command.Options.Any(option => !option.Hidden) ? (string[])["[OPTIONS]"] : [],
            .. command.Arguments.Where(argument => !argument.Hidden).Select(NameOf),
        ]);

    private static string NameOf(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string NamesOf(Option option)
    {
        string names = string.Join(", ", option.Aliases.Prepend(option.Name).Where(name => name.StartsWith('-'))
            .OrderBy(name => name.Length));
        string value = option.HelpName ?? "VALUE";
        return option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? names
            : option.ValueType == typeof(bool?) ? $"{names}[=true|false]"
            : option.Arity.MinimumNumberOfValues == 0 ? $"{names} [{value}]" : $"{names} {value}";
    }

    private IEnumerable<string> Related() => command.Parents.OfType<Command>().Select(_ => path[..path.LastIndexOf('-')])
        .Concat(command.Subcommands.Where(inner => !inner.Hidden).Select(inner => $"{path}-{inner.Name}"));

    private string[] SeeAlso() => [.. Related(), "wireshark", "tshark"];

    private void WriteList(string heading, IEnumerable<(string Name, string? Text)> entries)
    {
        (string Name, string? Text)[] all = [.. entries];
        if (all.Length == 0)
        {
            return;
        }

        _roff.Append($".SH {heading}\n");
        foreach ((string name, string? text) in all)
        {
            _roff.Append($".TP\n\\fB{Escaped(name)}\\fR\n{Escaped((text ?? "").ReplaceLineEndings(" "))}\n");
        }
    }

    // Paragraphs are filled; lines that are set in, as examples are, stay as they are.
    private void WriteText(IEnumerable<string> lines)
    {
        bool isSetIn = false;
        foreach (string line in lines)
        {
            bool isNext = line.StartsWith(' ') || (isSetIn && line.Length == 0);
            if (isNext != isSetIn)
            {
                _roff.Append(isNext ? ".nf\n" : ".fi\n");
                isSetIn = isNext;
            }

            _roff.Append(line.Length == 0 ? ".PP\n" : Escaped(line) + "\n");
        }

        _roff.Append(isSetIn ? ".fi\n" : "");
    }

    private static string Escaped(string text)
    {
        string escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("\"", "\\(dq", StringComparison.Ordinal);
        return escaped is ['.' or '\'', ..] ? "\\&" + escaped : escaped;
    }
}
