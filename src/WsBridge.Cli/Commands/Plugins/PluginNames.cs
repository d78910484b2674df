using System.Text;
using WsBridge.Host.Plugins;

namespace WsBridge.Cli.Commands.Plugins;

/// <summary>The names of a new plugin.</summary>
/// <param name="Type">In code: <c>SlowDhcp</c>.</param>
/// <param name="Field">In field names: <c>slow_dhcp</c>.</param>
internal sealed record PluginNames(string Type, string Field)
{
    /// <summary>From what a person types: words in any of the usual ways; null when it makes no name.</summary>
    public static PluginNames? From(string typed)
    {
        var type = new StringBuilder();
        var field = new StringBuilder();
        bool isStart = true;
        char before = '-';
        foreach (char c in typed)
        {
            if (c is '-' or '_' or '.' or ' ')
            {
                isStart = true;
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(c))
            {
                return null;
            }

            bool isWord = isStart || (char.IsAsciiLetterUpper(c) && !char.IsAsciiLetterUpper(before));
            if (isWord && field.Length > 0)
            {
                field.Append('_');
            }

            type.Append(isStart ? char.ToUpperInvariant(c) : c);
            field.Append(char.ToLowerInvariant(c));
            isStart = false;
            before = c;
        }

        var names = new PluginNames(type.ToString(), field.ToString());
        bool isUsable = names.Field.Length is >= 2 and <= 32 && char.IsAsciiLetter(names.Field[0])
            && !ManifestCheck.IsReserved(names.Field);
        return isUsable ? names : null;
    }
}
