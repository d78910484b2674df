using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Intake;

/// <summary>
/// The first step of the analysis: from octets to frames, each once. It asks nothing of the second step,
/// <see cref="WifiAnalysis.OnHeard"/>, so that one thread may take in frames while another one looks at those before them.
/// </summary>
public sealed class FrameIntake
{
    private readonly DuplicateFilter _duplicates = new();
    private readonly FcsJudge _fcs = new();

    /// <summary>One for each sensor: how much each keeps is its own.</summary>
    private readonly List<SnapshotLength> _snapshots = [];
    private readonly HashSet<MacAddress> _unheardStas;
    private readonly bool _hasKeys;

    /// <summary>The frame just before the one at hand, which an acknowledgement is for.</summary>
    private (MacAddress? Transmitter, Acknowledgement Acknowledgement)? _previous;

    /// <param name="stas">STAs that have a key.</param>
    /// <param name="hasKeys">Keys are known, of whomever.</param>
    internal FrameIntake(IEnumerable<MacAddress> stas, bool hasKeys)
    {
        _unheardStas = [.. stas];
        _hasKeys = hasKeys;
    }

    /// <summary>STAs that have a key and no part in the capture so far.</summary>
    internal IReadOnlySet<MacAddress> UnheardStas => _unheardStas;

    /// <summary>Frames that were captured twice: the same octets at the same moment, and not repeated on the air.</summary>
    internal long Copies { get; private set; }

    /// <inheritdoc cref="FcsContradictions"/>
    internal FcsContradictions FcsContradictions => _fcs.Contradictions;

    /// <inheritdoc cref="SnapshotLength.Count"/>
    internal long CutUnannounced => _snapshots.Sum(static snapshot => snapshot.Count);

    /// <summary>Takes in the next frame that <see cref="FrameSelector"/> has chosen.</summary>
    /// <param name="frame">The frame; it may be gone when this returns.</param>
    /// <param name="heard">What it says, with octets of its own.</param>
    /// <returns>False where there is nothing to look at: it cannot be read, its FCS is wrong, or it was there before.</returns>
    public bool TryTake(in Frame frame, out HeardFrame heard)
    {
        heard = default;
        (MacAddress? Transmitter, Acknowledgement Acknowledgement)? previous = _previous;
        _previous = null;
        if (!LinkHeader.TryParse(frame.LinkType, frame.Octets, out LinkHeader link, out _)
            || !MacHeader.TryParse(link.MacFrame(frame.Octets, frame.OriginalLength, hasFcs: false), out MacHeader header, out _,
                link.HasDataPad)
            || header.ProtocolVersion != 0)
        {
            return false;
        }

        bool isControl = header.Type == FrameType.Control;
        bool isAcknowledgement = isControl && header.Kind == FrameKind.Ack && previous is { } asked && asked.Transmitter == header.Ra;
        if (isControl && !isAcknowledgement)
        {
            return false;
        }

        FcsVerdict fcs = _fcs.Judge(frame, link, header);
        if (fcs == FcsVerdict.Corrupt)
        {
            return false;
        }

        if (isAcknowledgement)
        {
            heard = new HeardFrame { Acknowledged = previous!.Value.Acknowledgement };
            return true;
        }

        ReadOnlySpan<byte> octets = link.MacFrame(frame.Octets, frame.OriginalLength, fcs == FcsVerdict.Present);
        if (octets.Length < header.BodyOffset)
        {
            return false; // what looked like the end of the header is the FCS
        }

        header = MacHeader.Again(octets, header.Length, header.BodyOffset);

        if (_unheardStas.Count > 0 && header.StationAddress is { } sta)
        {
            _unheardStas.Remove(sta);
        }

        bool isCutOff = link.Length + octets.Length < frame.OriginalLength - (fcs == FcsVerdict.Present ? LinkHeader.FcsSize : 0);
        if (header.Type == FrameType.Data && header.Protected)
        {
            // Only who sends to whom counts: the header is kept, and neither repetitions nor acknowledgements are looked for.
            bool isKept = _hasKeys && EapolSize.MayBe(octets.Length);
            heard = Keep(frame, link, isKept ? octets : octets[..header.BodyOffset], isCutOff, Acknowledgement.NotAsked);
            return true;
        }

        Acknowledgement acknowledgement = new();
        Acknowledgement? original = _duplicates.OfOriginal(header, FrameRef.Of(frame), acknowledgement);
        _previous = (header.Ta, original ?? acknowledgement);
        if (original is not null)
        {
            Copies += header.Retry ? 0 : 1;
            heard = new HeardFrame { Repeated = header.Retry ? original : null };
            return header.Retry;
        }

        heard = Keep(frame, link, octets, isCutOff, acknowledgement);
        return true;
    }

    /// <summary>
    /// Takes in an encrypted data frame that <see cref="FrameSelector"/> has not chosen, where keys are known and it has a size that EAPOL
    /// has: very many come here, so that most are passed over by their length.
    /// </summary>
    /// <param name="frame">The frame; it may be gone when this returns.</param>
    /// <param name="macOffset">Where its MAC header begins.</param>
    /// <param name="heard">What it says, with octets of its own.</param>
    public bool TryTakeForKeys(in Frame frame, int macOffset, out HeardFrame heard)
    {
        heard = default;
        if (!_hasKeys || !EapolSize.MayBe(frame.OriginalLength - macOffset)
            || IsToGroup(frame.Octets[macOffset..])
            || !LinkHeader.TryParse(frame.LinkType, frame.Octets, out LinkHeader link, out _)
            || !MacHeader.TryParse(link.MacFrame(frame.Octets, frame.OriginalLength, hasFcs: false), out MacHeader header, out _,
                link.HasDataPad))
        {
            return false;
        }

        FcsVerdict fcs = _fcs.Judge(frame, link, header);
        ReadOnlySpan<byte> octets = link.MacFrame(frame.Octets, frame.OriginalLength, fcs == FcsVerdict.Present);
        if (fcs == FcsVerdict.Corrupt || octets.Length < header.BodyOffset)
        {
            return false;
        }

        // One that is cut off cannot be decrypted; but it is there.
        heard = Keep(frame, link, octets, frame.Octets.Length < frame.OriginalLength, Acknowledgement.NotAsked) with { IsForKeys = true };
        return true;
    }

    private static bool IsToGroup(ReadOnlySpan<byte> fromMac) => fromMac is [_, _, _, _, var first, ..] && (first & 1) != 0;

    private HeardFrame Keep(in Frame frame, in LinkHeader link, ReadOnlySpan<byte> octets, bool isCutOff, Acknowledgement acknowledgement)
    {
        var stored = new StoredFrame(FrameRef.Of(frame), octets, link.Length, isCutOff, link.HasDataPad, acknowledgement)
        {
            FrequencyMHz = link.FrequencyMHz,
            SignalDbm = link.SignalDbm,
        };
        if (!isCutOff)
        {
            while (_snapshots.Count <= frame.Sensor)
            {
                _snapshots.Add(new SnapshotLength());
            }

            _snapshots[frame.Sensor].Judge(stored, frame.Octets.Length);
        }

        return new HeardFrame { Frame = stored };
    }
}

/// <summary>What <see cref="FrameIntake"/> made of a frame.</summary>
public readonly record struct HeardFrame
{
    /// <summary>How many octets are kept for it.</summary>
    public int Size => Frame?.Octets.Length ?? 0;

    /// <summary>The frame; null for an acknowledgement or a repetition.</summary>
    internal StoredFrame? Frame { get; init; }

    /// <summary>It counts only where a known key decrypts it.</summary>
    internal bool IsForKeys { get; init; }

    /// <summary>What was sent again with this frame; null for any other one.</summary>
    internal Acknowledgement? Repeated { get; init; }

    /// <summary>What was acknowledged; null for any other frame.</summary>
    internal Acknowledgement? Acknowledged { get; init; }
}
