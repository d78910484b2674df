using System.Runtime.InteropServices;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Annotating;

/// <summary>
/// Copies a capture with its findings as packet comments. It is analysed twice: first for what becomes clear only later and is about an
/// earlier frame, then while it is copied. What is kept between the two goes with the findings, up to a limit.
/// </summary>
internal sealed class CaptureAnnotation(RepeatableInput input, FindingFilter filter, CaptureKeys keys)
{
    /// <summary>Comments on earlier frames; whoever transmits a capture full of faults does not get all memory.</summary>
    private const int MostEarlier = 100_000;

    private readonly Dictionary<long, List<string>> _earlier = [];
    private readonly Dictionary<long, int> _atEnd = [];
    private readonly List<string> _comments = [];
    private int _earlierCount;

    /// <summary>Findings written.</summary>
    public long Findings { get; private set; }

    /// <summary>Packets with a comment.</summary>
    public long Packets { get; private set; }

    /// <summary>Blocks of decryption secrets in the capture.</summary>
    public int Secrets { get; private set; }

    /// <summary>Analyses what can be read and keeps what is about earlier frames.</summary>
    /// <param name="analysed">It is a capture, at least in part.</param>
    /// <returns>It was read to its end.</returns>
    public bool TryAnalyze(out bool analysed) =>
        CaptureInput.TryAnalyze(input, Sink((finding, hasEnded) => RememberEarlier(finding, hasEnded)), out analysed, keys);

    /// <summary>Writes the copy.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(CopyOutput output)
    {
        using CaptureReader reader = CaptureReader.Open(input.Open(), input.Name);
        using var copy = new PcapngCopy(
            reader,
            output.Write(),
            Application.Name,
            new PcapngCopyOptions { WholeCapture = true, Secrets = true });
        CaptureFindings sink = Sink((finding, hasEnded) =>
        {
            if (!hasEnded)
            {
                _comments.Add(FindingComment.Of(finding));
            }
        });
        input.Passed(CaptureAnalysis.Run(reader, input.Name, sink, keys, new Copying(this, copy), input.Decode));
        Secrets = copy.Secrets;
    }

    private void Keep(in CaptureRecord record, PcapngCopy copy)
    {
        Findings += _comments.Count + _atEnd.GetValueOrDefault(record.Number);
        if (_earlier.TryGetValue(record.Number, out List<string>? earlier))
        {
            _comments.AddRange(earlier);
        }

        Packets += _comments.Count > 0 ? 1 : 0;
        copy.Keep(record, CollectionsMarshal.AsSpan(_comments));
        _comments.Clear();
    }

    private CaptureFindings Sink(Action<Finding, bool> take)
    {
        CaptureFindings sink = null!;
        sink = new CaptureFindings(input.Name, filter, captured => take(captured.Finding, sink.HasEnded));
        return sink;
    }

    private void RememberEarlier(Finding finding, bool hasEnded)
    {
        if (hasEnded && Remember(finding.Frame.Ref.Id, FindingComment.Of(finding)))
        {
            _atEnd[finding.Frame.Ref.Id] = _atEnd.GetValueOrDefault(finding.Frame.Ref.Id) + 1;
        }

        foreach (StoredFrame about in finding.About.Where(about => about.Ref.Id != finding.Frame.Ref.Id))
        {
            Remember(about.Ref.Id, FindingComment.OfEarlier(finding));
        }
    }

    private bool Remember(long frame, string comment)
    {
        if (_earlierCount == MostEarlier)
        {
            return false;
        }

        _earlierCount++;
        if (!_earlier.TryGetValue(frame, out List<string>? comments))
        {
            _earlier.Add(frame, comments = []);
        }

        comments.Add(comment);
        return true;
    }

    /// <summary>Copies each packet when it was analysed.</summary>
    private sealed class Copying(CaptureAnnotation annotation, PcapngCopy copy) : ICaptureWatch
    {
        public void Analyzed(in CaptureRecord record) => annotation.Keep(record, copy);
    }
}
