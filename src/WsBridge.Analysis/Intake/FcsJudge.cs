using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Intake;

/// <summary>
/// Tells of each frame whether it ends in an FCS and whether that is right. Which interface a frame came in by is not known in every
/// shell, and the length of a pseudo-header differs from frame to frame; what the capture says of the FCS is the same for an interface.
/// Two interfaces that say the same and behave differently are told apart by <see cref="FcsEvidence"/>; two sensors are known to be two.
/// </summary>
internal sealed class FcsJudge
{
    private readonly List<((int Sensor, int LinkType, bool? HasFcs) Kind, FcsEvidence Evidence)> _kinds = [];

    /// <summary>What was decided against what the capture says.</summary>
    public FcsContradictions Contradictions { get; } = new();

    /// <summary>Judges a frame.</summary>
    /// <param name="packet">The packet that was captured.</param>
    /// <param name="link">Its pseudo-header.</param>
    /// <param name="frame">The frame with whatever is behind it.</param>
    public FcsVerdict Judge(scoped in Frame packet, in LinkHeader link, scoped in MacHeader frame)
    {
        FcsEvidence evidence = EvidenceOf((packet.Sensor, packet.LinkType, link.HasFcs));
        int packetLength = packet.Octets.Length;
        bool isCut = packetLength < packet.OriginalLength;
        FcsVerdict verdict = isCut ? evidence.JudgeCut(link) : evidence.Judge(link, frame, packetLength);
        if (!isCut && (link.HasFcs is not null || link.BadFcs is not null))
        {
            Contradictions.Add(link, verdict);
        }

        return verdict;
    }

    private FcsEvidence EvidenceOf((int, int, bool?) kind)
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
