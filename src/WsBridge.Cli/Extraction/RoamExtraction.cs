using WsBridge.Analysis.Excerpts;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;

namespace WsBridge.Cli.Extraction;

/// <summary>
/// Writes the frames of one association attempt. The result is analysed at once; where it comes to another result than the whole
/// capture, it is written again with more of what the STA did at other times.
/// </summary>
internal sealed class RoamExtraction(string input, AttemptSearch search, CaptureKeys keys, long aroundMicroseconds, bool everyFrame, PcapngCopyOptions options)
{
    private readonly Roam _attempt = search.Attempt!;

    /// <summary>Frames in the input.</summary>
    public long FramesRead { get; private set; }

    /// <summary>Frames written.</summary>
    public long FramesWritten { get; private set; }

    /// <summary>Blocks of decryption secrets in the input.</summary>
    public int Secrets { get; private set; }

    /// <summary>What of other times had to be written too.</summary>
    public ExcerptContext Context { get; private set; }

    /// <summary>The attempt as the analysis of the new file sees it; null when it sees none.</summary>
    public Roam? Extracted { get; private set; }

    /// <summary>The new file by itself comes to the same result.</summary>
    public bool IsSame { get; private set; }

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path)
    {
        RoamExcerpt excerpt = Plan();
        foreach (ExcerptContext context in Enum.GetValues<ExcerptContext>())
        {
            Context = context;
            long start = Copy(path, excerpt.Frames(context));
            Extracted = Analyze(path, start);
            IsSame = Extracted is not null && IsSameResult(Extracted, _attempt);
            if (IsSame)
            {
                return;
            }
        }
    }

    private RoamExcerpt Plan()
    {
        var excerpt = new RoamExcerpt(_attempt, search.AuthenticatedAt, search.Findings, aroundMicroseconds, everyFrame);
        using CaptureReader reader = OpenInput();
        while (reader.TryRead(out CaptureRecord record))
        {
            excerpt.OnFrame(CaptureInput.FrameOf(record));
            FramesRead++;
        }

        return excerpt;
    }

    /// <returns>The number that the first frame of the attempt gets.</returns>
    private long Copy(string path, IReadOnlySet<long> frames)
    {
        long start = 0;
        using CaptureReader reader = OpenInput();
        using var copy = new PcapngCopy(reader, new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), Application.Name, options);
        while (copy.TryRead(out CaptureRecord record))
        {
            if (frames.Contains(record.Number))
            {
                copy.Keep(record);
                start = record.Number == _attempt.Start.Id ? copy.Count : start;
            }
        }

        FramesWritten = copy.Count;
        Secrets = copy.Secrets;
        return start;
    }

    private Roam? Analyze(string path, long start)
    {
        Roam? found = null;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        CaptureAnalysis.Run(stream, path, new CaptureRoams(path, captured => found = captured.Roam.Start.Id == start ? captured.Roam : found), keys);
        return found;
    }

    private static bool IsSameResult(Roam one, Roam other) =>
        (one.From, one.Type, one.Authentication, one.Outcome, one.Cause, one.Fault, one.Fallback, one.SteeredBy)
            == (other.From, other.Type, other.Authentication, other.Outcome, other.Cause, other.Fault, other.Fallback, other.SteeredBy)
        && one.Findings.ToHashSet().SetEquals(other.Findings);

    private CaptureReader OpenInput() => CaptureReader.Open(new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), input);
}
