using WsBridge.Analysis.Excerpts;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;

namespace WsBridge.Cli.Extraction;

/// <summary>
/// Writes the frames of one association attempt. The result is analysed at once; where it comes to another result than the whole
/// capture, it is written again with more of what the STA did at other times; where it cuts through another attempt, without that one.
/// </summary>
internal sealed class RoamExtraction(RepeatableInput input, AttemptSearch search, CaptureKeys keys, long aroundMicroseconds,
    bool everyFrame, PcapngCopyOptions options)
{
    /// <summary>How often it is tried without the attempts that the try before has cut through.</summary>
    private const int MostRounds = 3;

    /// <summary>Numbers of the packets that hold the other parts of a frame: some come in several.</summary>
    private readonly Dictionary<long, IReadOnlyList<long>> _otherParts = [];
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

    /// <summary>How many attempts the analysis sees in the new file.</summary>
    public int Attempts { get; private set; }

    /// <summary>The new file by itself comes to the same result.</summary>
    public bool IsSame { get; private set; }

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(CopyOutput output)
    {
        RoamExcerpt excerpt = Plan();
        (ExcerptContext Context, Roam[] Without)? same = null;
        foreach (ExcerptContext context in Enum.GetValues<ExcerptContext>())
        {
            var without = new HashSet<Roam>();
            for (int round = 0; round < MostRounds; round++)
            {
                List<Roam> others = Try(output, excerpt, context, without);
                if (IsSame && others.Count == 0)
                {
                    return;
                }

                same = IsSame ? (context, [.. without]) : same;
                int before = without.Count;
                without.UnionWith(others);
                if (without.Count == before)
                {
                    break;
                }
            }
        }

        if (same is { } found)
        {
            Try(output, excerpt, found.Context, found.Without);
        }
    }

    /// <returns>The attempts of the whole capture that look broken in the new file, because it has a part of them.</returns>
    private List<Roam> Try(CopyOutput output, RoamExcerpt excerpt, ExcerptContext context, IReadOnlyCollection<Roam> without)
    {
        Context = context;
        IReadOnlySet<long> frames = excerpt.Frames(context, without);
        List<long> numbers = Copy(output, frames.Union(PartsOf(frames)).ToHashSet());
        List<Roam> attempts = Analyze(output);
        Attempts = attempts.Count;
        Extracted = attempts.Find(attempt => NumberOf(attempt) == _attempt.Start.Id);
        IsSame = Extracted is not null && IsSameResult(Extracted, _attempt);
        return [.. attempts.Where(attempt => attempt != Extracted
            && LooksBroken(attempt, search.Others.FirstOrDefault(other => other.Start.Id == NumberOf(attempt)))).SelectMany(OwnersOf)];

        long NumberOf(Roam attempt) => numbers[(int)attempt.Start.Id - 1];

        IEnumerable<Roam> OwnersOf(Roam attempt) => search.Others.Where(other => other.Sta == attempt.Sta
            && attempt.Frames.All.Append(attempt.Start).Append(attempt.End).Select(frame => numbers[(int)frame.Id - 1])
                .Any(number => number >= other.Start.Id && number <= other.Frames.All.Append(other.End).Max(frame => frame.Id)));
    }

    private RoamExcerpt Plan()
    {
        var excerpt = new RoamExcerpt(_attempt, search.AuthenticatedAt, search.Findings, aroundMicroseconds, everyFrame);
        var unwrapper = new Unwrapper(input.Decode);
        using CaptureReader reader = OpenInput();
        bool hasParts = false;
        while (reader.TryRead(out CaptureRecord record))
        {
            excerpt.OnFrame(unwrapper.Unwrap(record).ToFrame());
            hasParts |= unwrapper.OtherParts.Count > 0;
            FramesRead++;
        }

        input.Passed(reader.Problem?.ToString());
        if (hasParts)
        {
            FindParts(excerpt.Frames(Enum.GetValues<ExcerptContext>()[^1], new HashSet<Roam>()));
        }

        return excerpt;
    }

    /// <summary>Reads once more: which frames are chosen is known only at the end, and those that come in parts may be very many.</summary>
    private void FindParts(IReadOnlySet<long> frames)
    {
        var unwrapper = new Unwrapper(input.Decode);
        using CaptureReader reader = OpenInput();
        while (reader.TryRead(out CaptureRecord record))
        {
            unwrapper.Unwrap(record);
            if (unwrapper.OtherParts.Count > 0 && frames.Contains(record.Number))
            {
                _otherParts.Add(record.Number, unwrapper.OtherParts);
            }
        }

        input.Passed(reader.Problem?.ToString());
    }

    private IEnumerable<long> PartsOf(IReadOnlySet<long> frames) =>
        _otherParts.Where(parts => frames.Contains(parts.Key)).SelectMany(parts => parts.Value);

    /// <returns>The numbers that its frames have in the input.</returns>
    private List<long> Copy(CopyOutput output, HashSet<long> frames)
    {
        var numbers = new List<long>();
        using CaptureReader reader = OpenInput();
        using var copy = new PcapngCopy(reader, output.Write(), Application.Name, options);
        while (copy.TryRead(out CaptureRecord record))
        {
            if (frames.Contains(record.Number))
            {
                copy.Keep(record);
                numbers.Add(record.Number);
            }
        }

        input.Passed(reader.Problem?.ToString());
        FramesWritten = copy.Count;
        Secrets = copy.Secrets;
        return numbers;
    }

    private List<Roam> Analyze(CopyOutput output)
    {
        var attempts = new List<Roam>();
        using Stream stream = output.Read();
        string? problem =
            CaptureAnalysis.Run(stream, output.Shown, new CaptureRoams(output.Shown, captured => attempts.Add(captured.Roam)), keys,
                decode: input.Decode);
        return problem is null ? attempts : throw new IOException(problem); // it was just written whole
    }

    /// <summary>
    /// It ended otherwise than in the whole capture, or has findings that it has not there. Fewer of them, or a shorter past, is no harm.
    /// </summary>
    private static bool LooksBroken(Roam attempt, Roam? whole) => whole is null
        || (attempt.Type, attempt.Outcome, attempt.Cause, attempt.Fault) != (whole.Type, whole.Outcome, whole.Cause, whole.Fault)
        || attempt.Findings.Except(whole.Findings).Any();

    private static bool IsSameResult(Roam one, Roam other) =>
        (one.From, one.Type, one.Authentication, one.Outcome, one.Cause, one.Fault, one.Fallback, one.SteeredBy)
            == (other.From, other.Type, other.Authentication, other.Outcome, other.Cause, other.Fault, other.Fallback, other.SteeredBy)
        && one.Findings.ToHashSet().SetEquals(other.Findings);

    private CaptureReader OpenInput() => CaptureReader.Open(input.Open(), input.Name);
}
