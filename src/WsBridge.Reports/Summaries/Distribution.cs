using System.Text.Json.Serialization;
using HdrHistogram;

namespace WsBridge.Reports.Summaries;

/// <summary>
/// How long something took, in milliseconds. Up to <see cref="MostExact"/> values are kept as they are; more of them in a histogram that
/// knows each to one part in a thousand. The same values give the same distribution in whatever order and parts they come.
/// </summary>
public sealed class Distribution
{
    /// <summary>How many values are kept as they are.</summary>
    public const int MostExact = 1000;

    private const int SignificantDigits = 3;
    private const double MicrosecondsPerMillisecond = 1000;
    private const long MostMicroseconds = 7L * 24 * 3600 * 1_000_000;

    private LongHistogram? _histogram;
    private SortedDictionary<long, long> _values = [];

    /// <summary>
    /// Microseconds, and how often. Where <see cref="IsExact"/> is false they are the upper ends of what the histogram tells apart.
    /// </summary>
    public SortedDictionary<long, long> Microseconds
    {
        get => _histogram is { } histogram
            ? new SortedDictionary<long, long>(
                histogram.RecordedValues().ToDictionary(value => value.ValueIteratedTo, value => value.CountAtValueIteratedTo))
            : _values;
        init => _values = value;
    }

    /// <summary>Every value is kept as it is.</summary>
    public bool IsExact { get; set; } = true;

    /// <summary>How many values.</summary>
    public long Count { get; set; }

    /// <summary>The greatest value in milliseconds, exact; null without any.</summary>
    public double? MaxMs { get; set; }

    /// <summary>One more value.</summary>
    public void Add(double milliseconds)
    {
        MaxMs = MaxMs is { } max && max > milliseconds ? max : milliseconds;
        AddMicroseconds((long)Math.Round(milliseconds * MicrosecondsPerMillisecond), 1);
    }

    /// <summary>The value that so many percent of the values do not exceed (nearest rank), in milliseconds; null without any.</summary>
    public double? PercentileMs(double percent)
    {
        if (Count == 0)
        {
            return null;
        }

        long rank = Math.Max(1, (long)Math.Ceiling(percent / 100 * Count));
        long so = 0;
        foreach ((long value, long count) in Microseconds)
        {
            so += count;
            if (so >= rank)
            {
                return Math.Min(value / MicrosecondsPerMillisecond, MaxMs ?? double.MaxValue);
            }
        }

        return MaxMs;
    }

    /// <summary>Adds what another has.</summary>
    public void Merge(Distribution other)
    {
        ArgumentNullException.ThrowIfNull(other);

        if (other.MaxMs is { } max)
        {
            MaxMs = Math.Max(MaxMs ?? max, max);
        }

        if (!other.IsExact)
        {
            ToHistogram();
        }

        foreach ((long value, long count) in other.Microseconds)
        {
            AddMicroseconds(value, count);
        }
    }

    /// <summary>After reading one that was written: what is no longer exact goes on as a histogram.</summary>
    [JsonIgnore]
    internal bool NeedsHistogram => !IsExact && _histogram is null;

    private void AddMicroseconds(long value, long count)
    {
        value = Math.Clamp(value, 0, MostMicroseconds);
        Count += count;
        if (IsExact && Count > MostExact)
        {
            ToHistogram();
        }
        else if (NeedsHistogram)
        {
            ToHistogram();
        }

        if (_histogram is { } histogram)
        {
            histogram.RecordValueWithCount(value, count);
        }
        else
        {
            _values.TryGetValue(value, out long so);
            _values[value] = so + count;
        }
    }

    private void ToHistogram()
    {
        if (_histogram is not null)
        {
            return;
        }

        IsExact = false;
        _histogram = new LongHistogram(1, MostMicroseconds, SignificantDigits);
        foreach ((long value, long count) in _values)
        {
            _histogram.RecordValueWithCount(value, count);
        }

        _values = [];
    }
}
