using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>An attempt with the octets of its key frames.</summary>
public sealed class AttemptFrames
{
    private readonly Dictionary<AttemptStep, List<StoredFrame>> _frames = [];

    internal AttemptFrames(Roam roam) => Roam = roam;

    /// <summary>The attempt.</summary>
    public Roam Roam { get; }

    /// <summary>The kind of frame that a step has here; null when it has none.</summary>
    public FrameKind? KindOf(AttemptStep step) => First(step)?.Kind;

    /// <summary>The EAP packets; null when there were none.</summary>
    internal EapSummary? Eap { get; private set; }

    /// <summary>The capture has acknowledgements, so that a missing one says something.</summary>
    internal bool HasAcknowledgements => _frames.Values.Any(frames => frames.Any(frame => frame.IsAcknowledged));

    /// <summary>Every transmission of a step, repetitions by the receiver's request included.</summary>
    internal IReadOnlyList<StoredFrame> Of(AttemptStep step) => _frames.TryGetValue(step, out List<StoredFrame>? frames) ? frames : [];

    /// <summary>The first transmission of a step; null when none was captured.</summary>
    internal StoredFrame? First(AttemptStep step) => Of(step) is [var first, ..] ? first : null;

    /// <summary>When a step began; null when it was not captured.</summary>
    internal FrameRef? Begin(AttemptStep step) => step == AttemptStep.Eap ? Eap?.First : First(step)?.Ref;

    /// <summary>A message of the handshake, read with the MIC length of the AKM.</summary>
    internal HandshakeFrame? Message(AttemptStep step)
    {
        if (First(step) is not { } frame || !Llc.TryGetEapol(frame.Header, out ReadOnlySpan<byte> octets, out int offset)
            || !Eapol.TryReadLenient(octets, out Eapol eapol, out _))
        {
            return null;
        }

        int micLength = (Roam.Akm is { IsMicLengthKnown: true } akm ? akm.EapolMicLength : (int?)null) ?? EapolKey.GuessMicLength(eapol)
            ?? 16;
        return EapolKey.TryReadLenient(eapol, micLength, out EapolKey key, out _)
            ? new HandshakeFrame(frame, step - AttemptStep.Message1 + 1, offset, key)
            : null;
    }

    internal void Add(AttemptStep step, StoredFrame frame)
    {
        if (!_frames.TryGetValue(step, out List<StoredFrame>? frames))
        {
            _frames.Add(step, frames = []);
        }

        frames.Add(frame);
    }

    internal void ReplaceBeacon(StoredFrame frame) => _frames[AttemptStep.Beacon] = [frame];

    internal void AddEap(FrameRef frame, in Eap eap) => (Eap ??= new EapSummary()).Add(frame, eap);
}
