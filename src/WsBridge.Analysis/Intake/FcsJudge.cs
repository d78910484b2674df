using WsBridge.Dot11;

namespace WsBridge.Analysis.Intake;

/// <summary>
/// Tells of each frame whether it ends in an FCS and whether that is right. Which interface a frame came in by is not known in every
/// shell, and the length of a pseudo-header differs from frame to frame; what the capture says of the FCS is the same for an interface.
/// Two interfaces that say the same and behave differently are told apart by <see cref="FcsEvidence"/>.
/// </summary>
internal sealed class FcsJudge
{
    private readonly List<((int LinkType, bool? HasFcs) Kind, FcsEvidence Evidence)> _kinds = [];

    /// <summary>What was decided against what the capture says.</summary>
    public FcsContradictions Contradictions { get; } = new();

    /// <summary>Judges a frame.</summary>
    /// <param name="linkType">LINKTYPE_ of the packet.</param>
    /// <param name="link">Its pseudo-header.</param>
    /// <param name="frame">The frame with whatever is behind it.</param>
    /// <param name="packetLength">Octets of the packet that were captured.</param>
    /// <param name="originalLength">Octets it had.</param>
    public FcsVerdict Judge(int linkType, in LinkHeader link, scoped in MacHeader frame, int packetLength, int originalLength)
    {
        FcsEvidence evidence = EvidenceOf((linkType, link.HasFcs));
        bool isCut = packetLength < originalLength;
        FcsVerdict verdict = isCut ? evidence.JudgeCut(link) : evidence.Judge(link, frame, packetLength);
        if (!isCut && (link.HasFcs is not null || link.BadFcs is not null))
        {
            Contradictions.Add(link, verdict);
        }

        return verdict;
    }

    private FcsEvidence EvidenceOf((int, bool?) kind)
    {
        foreach (var (known, evidence) in _kinds)
        {
            if (known == kind)
            {
                return evidence;
            }
        }

        _kinds.Add((kind, new FcsEvidence()));
        return _kinds[^1].Evidence;
    }
}
