using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Pmkids;

/// <summary>The words for what PMKIDs stand for.</summary>
public static class PmkidText
{
    private const int MaxInSentence = 3;

    /// <summary>pmkr0name, pmkr1name, pmksa, okc, stale, zero or unknown.</summary>
    public static string ToText(this PmkidKind kind) => kind switch
    {
        PmkidKind.PmkR0Name => "pmkr0name",
        PmkidKind.PmkR1Name => "pmkr1name",
        PmkidKind.Pmksa => "pmksa",
        PmkidKind.Okc => "okc",
        PmkidKind.Stale => "stale",
        PmkidKind.Zero => "zero",
        _ => "unknown",
    };

    /// <summary>What there is to say beyond the kind, as a line of its own; null when nothing.</summary>
    public static string? Remark(PmkidMeaning meaning) => meaning switch
    {
        { Kind: PmkidKind.Unknown } => "Neither the capture so far nor a known key identifies it.",
        { Kind: PmkidKind.PmkR0Name or PmkidKind.PmkR1Name, IsByPlace: true } => "Identified by its position; verifying it takes the key.",
        { IsByPlace: true } => "Identified by its position: the AP names the PMKSA of this authentication; verifying it takes the key.",
        { Kind: PmkidKind.Stale, MadeAt: { } at, ComputedFor: null } => $"Names a PMKSA created at {at} that this AP no longer accepts.",
        _ => Origin(meaning),
    };

    /// <summary>Where a PMKID comes from, in a sentence; null when that is not known.</summary>
    public static string? Origin(PmkidMeaning meaning) => meaning switch
    {
        { ComputedFor: { } other } => $"Computed for {other}, not for this AP.",
        { MadeAt: null } => null,
        { Kind: PmkidKind.Okc } => $"Computed for this AP from the PMKSA created at {meaning.MadeAt} (OKC).",
        _ => $"Names the PMKSA created at {meaning.MadeAt}.",
    };

    /// <summary>The kinds of a frame's PMKIDs in order, with blanks between: "pmkr1name stale".</summary>
    public static string KindsOf(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return string.Join(' ', frame.Pmkids.Select(pmkid => pmkid.Meaning.Kind.ToText()));
    }

    /// <summary>What each PMKID of a frame is, in a sentence: "PMKID 1 is PMKR1Name, PMKID 2 is for a cached PMKSA."</summary>
    public static string Sentence(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        List<string> known = [];
        List<int> unknown = [];
        for (int i = 0; i < Math.Min(frame.Pmkids.Count, MaxInSentence); i++)
        {
            PmkidMeaning meaning = frame.Pmkids[i].Meaning;
            if (meaning.Kind == PmkidKind.Unknown)
            {
                unknown.Add(i + 1);
            }
            else
            {
                known.Add($"PMKID {i + 1} is {Short(meaning)}");
            }
        }

        if (known.Count == 0)
        {
            return "The capture does not show which is which.";
        }

        string rest = unknown.Count == 0
            ? ""
            : unknown.Count == 1 ? $", PMKID {unknown[0]} unknown"
            : $", PMKIDs {string.Join(" and ", unknown)} unknown";
        return string.Join(", ", known) + rest + (frame.Pmkids.Count > MaxInSentence ? ", …" : ".");
    }

    /// <summary>Frames that made the PMKSAs of a frame's PMKIDs.</summary>
    public static IEnumerable<RelatedFrame> Origins(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.Pmkids.Select((pmkid, i) => (Number: i + 1, pmkid.Meaning.Made))
            .Where(pmkid => pmkid.Made is { } made && made.Id != frame.Ref.Id)
            .DistinctBy(pmkid => pmkid.Made!.Value.Id)
            .Select(pmkid => new RelatedFrame(pmkid.Made!.Value, $"where the PMKSA of PMKID {pmkid.Number} was made"));
    }

    private static string Short(PmkidMeaning meaning) => meaning switch
    {
        { Kind: PmkidKind.PmkR0Name } => "PMKR0Name",
        { Kind: PmkidKind.PmkR1Name } => "PMKR1Name",
        { Kind: PmkidKind.Zero } => "zero",
        { Kind: PmkidKind.Unknown } => "unknown",
        { Kind: PmkidKind.Stale } => "for a PMKSA that this AP did not accept",
        { Kind: PmkidKind.Okc } => "computed for OKC",
        { ComputedFor: { } other } => $"computed for {other}",
        { MadeAt: { } at } => $"for the PMKSA created at {at}",
        _ => "for a cached PMKSA",
    };
}
