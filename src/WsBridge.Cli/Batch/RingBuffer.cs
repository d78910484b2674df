using System.Globalization;
using System.Text.RegularExpressions;

namespace WsBridge.Cli.Batch;

/// <summary>
/// Tells by their names which files one capture has written one after the other: dumpcap numbers them and adds the local time, as
/// <c>air_00001_20260501120000.pcapng</c>, or first the time and then the number. Some may be compressed since.
/// </summary>
internal static partial class RingBuffer
{
    /// <summary>dumpcap begins again after so many.</summary>
    private const int Numbers = 100_000;

    private static readonly TimeSpan ClockGoesBack = TimeSpan.FromHours(1);

    /// <summary>Files in groups, each in the order in which it was written; a file that belongs to no other is one of its own.</summary>
    /// <returns>The groups, in the order of the first of their files among all.</returns>
    public static List<IReadOnlyList<string>> Group(IReadOnlyList<string> files)
    {
        var groups = new List<IReadOnlyList<string>>();
        var numbered = new Dictionary<(string, string), List<Numbered>>();
        foreach (string file in files)
        {
            if (Name().Match(file) is { Success: true } name)
            {
                (string, string) series = (name.Groups["base"].Value, name.Groups["ending"].Value);
                if (!numbered.TryGetValue(series, out List<Numbered>? those))
                {
                    numbered.Add(series, those = []);
                }

                those.Add(new Numbered(file, int.Parse(name.Groups["number"].Value, CultureInfo.InvariantCulture),
                    name.Groups["time"].Value));
            }
            else
            {
                groups.Add([file]);
            }
        }

        groups.AddRange(numbered.Values.SelectMany(InARow));
        Dictionary<string, int> places = files.Index().ToDictionary(file => file.Item, file => file.Index, StringComparer.Ordinal);
        return [.. groups.OrderBy(group => group.Min(file => places[file]))];
    }

    private static IEnumerable<IReadOnlyList<string>> InARow(List<Numbered> files)
    {
        var row = new List<string>();
        int last = -1;
        foreach (Numbered file in InOrder(files))
        {
            if (row.Count > 0 && file.Number != (last + 1) % Numbers)
            {
                yield return row;
                row = [];
            }

            row.Add(file.Name);
            last = file.Number;
        }

        yield return row;
    }

    /// <summary>
    /// By number where all differ and time goes back only from one number to the next, by no more than local time does once a year.
    /// Else by time: there is more than one capture, or numbers have begun again.
    /// </summary>
    private static IEnumerable<Numbered> InOrder(List<Numbered> files)
    {
        Numbered[] byNumber = [.. files.OrderBy(file => file.Number)];
        return byNumber.Zip(byNumber.Skip(1)).All(pair => pair.First.Number != pair.Second.Number
                && TimeOf(pair.First) - TimeOf(pair.Second)
                    <= (pair.Second.Number == pair.First.Number + 1 ? ClockGoesBack : TimeSpan.Zero))
            ? byNumber
            : files.OrderBy(file => file.Time, StringComparer.Ordinal).ThenBy(file => file.Number);
    }

    /// <summary>Null where it is no time.</summary>
    private static DateTime? TimeOf(Numbered file) =>
        DateTime.TryParseExact(file.Time, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? time
            : null;

    private readonly record struct Numbered(string Name, int Number, string Time);

    [GeneratedRegex(@"^(?<base>.*)_(?:(?<number>\d{5})_(?<time>\d{14})|(?<time>\d{14})_(?<number>\d{5}))"
        + @"(?<ending>\.[^/\\]*?)?(?:\.(?:gz|zst|lz4))?$", RegexOptions.Singleline)]
    private static partial Regex Name();
}
