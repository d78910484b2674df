using WsBridge.Dot11;

namespace WsBridge.Analysis.Intake;

/// <summary>
/// What the frames of one kind have shown about their FCS. Drivers and converters announce one that is not there, keep
/// one that they do not announce, and call frames good whose FCS is wrong: the octets decide, flags only as long as octets tell nothing.
/// </summary>
/// <remarks>
/// An FCS that is right is proof. A frame that ends exactly where its elements or its EAPOL PDU end has none. Where other frames prove to
/// have an FCS, one whose FCS is not right is corrupt. Nothing is read ahead, so that it works on a pipe and gives the same in Wireshark.
/// </remarks>
internal sealed class FcsEvidence
{
    /// <summary>
    /// So many frames without an FCS outweigh others with one, whatever comes between them: two sources may look alike, and their frames
    /// mix. A corrupt frame looks like one once in 256.
    /// </summary>
    private const int Convincing = 3;

    private const int Max = 16;

    /// <summary>So many different frames of one length, the longest of all, are no chance.</summary>
    private const int CertainlyCut = 3;

    private bool _hasProof;
    private int _withoutFcs;

    /// <summary>The longest packet with a right FCS: what is longer and has none may have been cut by who does not say so.</summary>
    private int _longestWhole;
    private int _cutLength;

    /// <summary>How many frames of that length there were, those aside that repeat the one before.</summary>
    private int _cutFrames;
    private (MacAddress? Transmitter, int SequenceNumber) _latestCut;

    /// <summary>Judges a frame of which all octets are there, as far as the capture says.</summary>
    /// <param name="link">What the capture says of it.</param>
    /// <param name="frame">The frame with whatever is behind it.</param>
    /// <param name="packetLength">Octets of the packet, pseudo-header included.</param>
    public FcsVerdict Judge(in LinkHeader link, scoped in MacHeader frame, int packetLength)
    {
        if (!_hasProof && _withoutFcs >= Convincing && FrameEnd.IsExact(frame) != false)
        {
            return link.BadFcs == true ? FcsVerdict.Corrupt : FcsVerdict.Absent; // as all before; a check costs more than the rest
        }

        if (LinkHeader.EndsInFcs(frame.Octets))
        {
            _hasProof = true;
            _longestWhole = Math.Max(_longestWhole, packetLength);
            return FcsVerdict.Present;
        }

        FcsVerdict verdict = JudgeWithoutProof(link, frame, packetLength);
        return link.BadFcs == true ? FcsVerdict.Corrupt : verdict;
    }

    /// <summary>Judges a frame that was cut: nothing in it can be checked.</summary>
    public FcsVerdict JudgeCut(in LinkHeader link)
    {
        if (link.BadFcs == true)
        {
            return FcsVerdict.Corrupt;
        }

        bool isThere = (_hasProof && _withoutFcs < Convincing) || (_withoutFcs == 0 && link.HasFcs == true);
        return isThere ? FcsVerdict.Present : FcsVerdict.Absent;
    }

    private FcsVerdict JudgeWithoutProof(in LinkHeader link, scoped in MacHeader frame, int packetLength)
    {
        if (!_hasProof && _withoutFcs >= Convincing)
        {
            return FcsVerdict.Absent;
        }

        bool? exact = FrameEnd.IsExact(frame);
        if (exact == true)
        {
            _withoutFcs = Math.Min(_withoutFcs + 1, Max);
            return !_hasProof || _withoutFcs >= Convincing ? FcsVerdict.Absent : FcsVerdict.Corrupt;
        }

        if (exact == false && IsExactBefore(frame))
        {
            // Without proof the four octets may be anything: some sensors write zeros there, and a frame may have been cut just there.
            _withoutFcs = Math.Max(_withoutFcs - 1, 0);
            return _hasProof && !IsPerhapsCut(frame, packetLength)
                ? FcsVerdict.Corrupt
                : link.HasFcs == true ? FcsVerdict.Present
                : FcsVerdict.Absent;
        }

        if (_hasProof && _withoutFcs < Convincing)
        {
            return IsPerhapsCut(frame, packetLength) ? FcsVerdict.Absent : FcsVerdict.Corrupt;
        }

        return link.HasFcs == true && _withoutFcs == 0 ? FcsVerdict.Present : FcsVerdict.Absent;
    }

    /// <summary>
    /// Several frames that are the longest of all, all as long, and not one of them with a right FCS: a snapshot length that is not told. A
    /// frame that was received with errors each time it was sent is one.
    /// </summary>
    private bool IsPerhapsCut(scoped in MacHeader frame, int packetLength)
    {
        if (packetLength <= _longestWhole || packetLength < _cutLength)
        {
            return false;
        }

        (MacAddress?, int) sent = (frame.Ta, frame.HasSequenceControl ? frame.SequenceNumber : -1);
        _cutFrames = packetLength > _cutLength ? 1 : sent == _latestCut ? _cutFrames : _cutFrames + 1;
        (_cutLength, _latestCut) = (packetLength, sent);
        return _cutFrames >= CertainlyCut;
    }

    private static bool IsExactBefore(scoped in MacHeader frame)
    {
        int length = frame.Octets.Length - LinkHeader.FcsSize;
        return length >= frame.BodyOffset
            && FrameEnd.IsExact(MacHeader.Again(frame.Octets[..length], frame.Length, frame.BodyOffset)) == true;
    }
}
