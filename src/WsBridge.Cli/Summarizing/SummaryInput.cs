using System.Text.Json;
using WsBridge.Capture;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Reports.Parquet;
using WsBridge.Reports.Paths;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Summaries;
using WsBridge.Reports.Vendors;

namespace WsBridge.Cli.Summarizing;

/// <summary>
/// Adds captures, and findings and attempts that were written before, to one summary. What cannot be read is said on standard error.
/// </summary>
internal sealed class SummaryInput(Sites sites, VendorRegistry vendors, RowFilter filter, CaptureKeys keys)
{
    private const int HeadSize = 4;

    private readonly RepeatedAttempts _repeated = new();
    private string _input = "";

    /// <summary>What there is so far.</summary>
    public Summary Summary { get; } = new();

    /// <summary>Adds a file, or several that are one timeline; - is standard input.</summary>
    /// <param name="input">What is read.</param>
    /// <param name="any">There was something in it that can be read.</param>
    /// <returns>It was read to its end.</returns>
    public bool TryAdd(Timeline input, out bool any)
    {
        _input = input.Name;
        if (input.IsMerged)
        {
            return CaptureInput.TryAnalyze(input, SinkOf(input), keys, tally: null, decode: [], oneThread: false, out any);
        }

        string name = input.Key;
        switch (KindOf(name, out Stream? stream))
        {
            case Kind.Rows:
                keys.Asked?.GiveUp();
                using (stream)
                {
                    return TryAddRows(name, stream!, out any);
                }

            case Kind.Parquet:
                keys.Asked?.GiveUp();
                using (stream)
                {
                    return TryAddParquet(name, stream!, out any);
                }

            case Kind.Capture:
                return CaptureInput.TryAnalyze(name, stream!, SinkOf(input), out any, keys);
            default:
                any = false;
                return false;
        }
    }

    /// <summary>Everything was added: says what was counted twice.</summary>
    public void Conclude()
    {
        foreach (string sentence in _repeated.Sentences())
        {
            StandardError.Say(sentence);
        }
    }

    /// <summary>Adds a row that passes the filter.</summary>
    public void Add(RoamRow row)
    {
        if (filter.Passes(row))
        {
            Summary.Add(row, sites.Of(row.Capture), vendors);
            _repeated.See(row, _input);
        }
    }

    /// <summary>Adds a row that passes the filter.</summary>
    public void Add(FindingRow row)
    {
        if (filter.Passes(row))
        {
            Summary.Add(row, sites.Of(row.Capture));
        }
    }

    private SummarySink SinkOf(Timeline timeline) =>
        new(timeline.NameOf, finding => Add(FindingRow.Of(timeline.NameOf, finding)), Add);

    private static Kind KindOf(string name, out Stream? stream)
    {
        stream = null;
        try
        {
            stream = CaptureInput.Open(name);
            byte[] head = new byte[HeadSize];
            int count = stream.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false);
            if (stream.CanSeek)
            {
                stream.Position = 0;
            }
            else
            {
                stream = new HeadedStream(head.AsMemory(0, count), stream);
            }

            return head.AsSpan(0, count).TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] ? Kind.Rows
                : head.AsSpan(0, count).SequenceEqual(ParquetRowReader.Magic) ? Kind.Parquet
                : Kind.Capture;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            StandardError.Say($"cannot open {name}: {SystemMessage.Of(error)}.");
            return Kind.Unreadable;
        }
    }

    private bool TryAddParquet(string name, Stream stream, out bool any)
    {
        bool isAny = false;
        string? problem = !stream.CanSeek
            ? "Parquet has its columns at its end: give the name of a file"
            : ParquetRowReader.Read(stream, finding =>
            {
                isAny = true;
                Add(finding);
            }, attempt =>
            {
                isAny = true;
                Add(attempt);
            });
        any = isAny || problem is null;
        if (problem is not null)
        {
            StandardError.Say($"{name} cannot be read to its end: {problem}.");
        }

        return problem is null;
    }

    private bool TryAddRows(string name, Stream stream, out bool any)
    {
        any = false;
        var lines = new JsonLines(stream);
        try
        {
            while (lines.TryRead(out ReadOnlySpan<byte> line))
            {
                if (RowReader.TryRead(line, out FindingRow? finding, out RoamRow? roam))
                {
                    if (finding is not null)
                    {
                        Add(finding);
                    }
                    else
                    {
                        Add(roam!);
                    }
                }
                else if (!TryAddSummary(line, out string? problem))
                {
                    StandardError.Say($"{name}: line {lines.Number} "
                        + $"{problem ?? "is no finding, no association attempt and no summary"}; what came before it counts.");
                    return false;
                }

                any = true;
            }

            return true;
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not OutputFailedException)
        {
            StandardError.Say($"{name} cannot be read to its end: {SystemMessage.Of(error)}.");
            return false;
        }
    }

    private bool TryAddSummary(ReadOnlySpan<byte> line, out string? problem)
    {
        problem = null;
        try
        {
            if (JsonSerializer.Deserialize(line, SummaryJson.Default.Summary) is not { } summary
                || !line.IndexOf("\"wsbridge_summary\""u8).Equals(1))
            {
                return false;
            }

            if (summary.Version != Summary.CurrentVersion)
            {
                problem = $"is a summary of version {summary.Version}; this program reads version {Summary.CurrentVersion}";
                return false;
            }

            if (filter.IsSet)
            {
                problem = "is a summary, in which single attempts cannot be chosen: leave out --sta and the like, or give what it was made "
                    + "of";
                return false;
            }

            Summary.Merge(summary);
            return true;
        }
        catch (Exception error) when (error is JsonException or NullReferenceException or ArgumentException)
        {
            return false;
        }
    }

    private enum Kind
    {
        Unreadable,
        Rows,
        Parquet,
        Capture,
    }
}
