using System.Globalization;
using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;
using WsBridge.Pipeline.Merging;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli;

/// <summary>Reads several files as one timeline; what goes wrong is said on standard error.</summary>
internal sealed class MergedInput(Timeline timeline)
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Clocks that are set by a time server differ by as much; nobody needs to be told.</summary>
    private const long WorthSaying = 1_000_000;

    private readonly HashSet<int> _opened = [];
    private readonly HashSet<int> _unreadable = [];

    /// <summary>Analyses what can be read of them.</summary>
    /// <param name="sink">Takes what the analysis says.</param>
    /// <param name="keys">The keys that are known.</param>
    /// <param name="tally">Counts packets and octets as they come; null when nobody asks.</param>
    /// <param name="decode">What UDP ports mean beside the customary ones.</param>
    /// <param name="oneThread">Other captures keep the other processors busy.</param>
    /// <param name="analysed">There are 802.11 frames in at least one of them.</param>
    /// <returns>All were read to their ends, and there was something in them that can be read.</returns>
    public bool TryAnalyze(ICaptureSink sink, CaptureKeys keys, PacketTally? tally, IReadOnlyList<DecodeAs> decode, bool oneThread,
        out bool analysed)
    {
        int next = 0;
        int[][] sensors = [.. timeline.Sensors.Select(files => files.Select(_ => next++).ToArray())];
        var notes = new CaptureNotes(tally, keys.Asked);
        using var merged = new MergedCapture(sensors, Open, timeline.Origins, decode);
        CaptureAnalysis.Run(merged, timeline.Name, sink, keys, notes, decode, oneThread, NameOf);
        foreach (CaptureProblem problem in merged.Problems)
        {
            Tell(problem.Name, problem.ToString());
        }

        foreach (string sentence in notes.Sentences(timeline.Name, NameOf).Concat(Sentences(merged)))
        {
            StandardError.Say(sentence);
        }

        bool any = _unreadable.Count < timeline.Files.Count;
        analysed = any && !notes.NothingReadable;
        return analysed && _unreadable.Count == 0 && merged.Problems.Count == 0;
    }

    private void Tell(string file, string problem)
    {
        timeline.Problems.Add(new ProblemRow(file, problem));
        StandardError.Say(problem);
    }

    private string NameOf(long frame)
    {
        (string file, long number) = timeline.Origins.Of(frame);
        return string.Create(CultureInfo.InvariantCulture, $"{number} of {file}");
    }

    private CaptureReader? Open(int place)
    {
        string name = timeline.Files[place];
        Stream? stream = null;
        try
        {
            stream = CaptureInput.OpenCapture(name, isAgain: !_opened.Add(place));
            return CaptureReader.Open(stream, name);
        }
        catch (CaptureFormatException error)
        {
            stream?.Dispose();
            Fail(place, error.Message);
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not OutputFailedException)
        {
            Fail(place, $"cannot open {name}: {SystemMessage.Of(error)}.");
        }

        return null;
    }

    private void Fail(int place, string why)
    {
        if (_unreadable.Add(place))
        {
            Tell(timeline.Files[place], why);
        }
    }

    private IEnumerable<string> Sentences(MergedCapture merged)
    {
        for (int sensor = 1; sensor < timeline.Sensors.Count; sensor++)
        {
            string name = timeline.Sensors[sensor][0], first = timeline.Sensors[0][0];
            if (merged.ClockOf(sensor) is { } ahead)
            {
                if (Math.Abs(ahead) >= WorthSaying)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"the clock of {name} is "
                        + $"{Math.Abs(ahead) / NanosecondsPerSecond:0.000000} s {(ahead >= 0 ? "ahead of" : "behind")} that of {first}, by "
                        + $"frames that both heard; its times are corrected.");
                }
            }
            else if (Enumerable.Range(0, timeline.Sensors.Count).Any(other => other != sensor && merged.AreClocksUnknown(sensor, other)))
            {
                yield return $"the clock of {name} cannot be compared with that of {first}: there are not "
                    + $"{ClockOffsets.FewestFrames} Beacons or Probe Responses that both heard. Its times are taken as they are.";
            }
        }

        if (merged.Copies > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{timeline.Name}: {merged.Copies:N0} "
                + $"{Plural.Word(merged.Copies, "frame was", "frames were")} heard by several; each counts once, by its better copy.");
        }
    }
}
