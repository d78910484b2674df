using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WsBridge.Extcap.Channels;

/// <summary>The channels of an adapter, wherever it is: one to stay on, or several, one after the other and again.</summary>
/// <param name="Channels">
/// Each as people name it: a number of the 2.4 and 5 GHz bands, or from 1000 a centre frequency in MHz. None leaves the adapter on the one
/// that it has.
/// </param>
/// <param name="DwellMilliseconds">How long it stays on each of several channels.</param>
public sealed partial record ChannelPlan(IReadOnlyList<int> Channels, int DwellMilliseconds)
{
    /// <summary>How a plan is written.</summary>
    public const string Syntax = "CHANNEL,CHANNEL…[/MILLISECONDS]";

    /// <summary>A regular expression of plans.</summary>
    public const string Pattern = $"{Channel}(,{Channel})*(/[0-9]{{2,6}})?";

    private const string Channel = "([0-9]{1,4}|psc)";
    private const string Preferred = "psc";
    private const int UsualDwell = 250;

    /// <summary>The adapter stays on the channel that it has.</summary>
    public static ChannelPlan None { get; } = new([], UsualDwell);

    /// <summary>
    /// Reads a plan; an empty text is <see cref="None"/>, the word psc stands for all <see cref="PreferredScanningChannels"/>.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ChannelPlan? plan)
    {
        ArgumentNullException.ThrowIfNull(text);

        string[] parts = text.Split('/');
        plan = text.Length == 0 ? None
            : !Whole().IsMatch(text) ? null
            : new ChannelPlan([.. parts[0].Split(',').SelectMany(Named).Distinct()], parts is [_, var dwell] ? Number(dwell) : UsualDwell);
        return plan is not null;
    }

    private static IEnumerable<int> Named(string word) => word == Preferred ? PreferredScanningChannels.Frequencies : [Number(word)];

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex($"^{Pattern}$")]
    private static partial Regex Whole();
}
