using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>
/// EAPOL frames come in fragments, each of which is acknowledged; short ones stay whole, as below every fragmentation threshold.
/// </summary>
public sealed class EapolInFragments(int fragments) : ITransform
{
    private const int MoreFragments = 0x04;

    /// <summary>No fragmentation threshold is under 256; the LLC header is not divided.</summary>
    private const int LeastOctets = 16;
    private const long MostBetweenNanoseconds = 300_000;

    /// <inheritdoc/>
    public string Name => $"EAPOL in {fragments} fragments";

    /// <inheritdoc/>
    public bool LosesNothing => true;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var before = frames.Count > 0 ? frames[0].TimeNanoseconds : 0;
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
            if (frame.Missing > 0 || !EapolFrames.TryTake(frame, out var eapol) || eapol.Body.Length < fragments * LeastOctets)
            {
                yield return frame;
                before = frame.TimeNanoseconds;
                continue;
            }

            var isAcknowledged = i + 1 < frames.Count && frames[i + 1].Kind == FrameKind.Ack;
            var step = Math.Clamp((frame.TimeNanoseconds - before) / (2 * fragments), 0, MostBetweenNanoseconds);
            var size = (eapol.Body.Length / fragments + 1) & -2; // every fragment but the last has an even number of octets
            for (var part = 0; part < fragments; part++)
            {
                var isLast = part == fragments - 1;
                var body = eapol.Body.AsSpan(part * size, isLast ? eapol.Body.Length - part * size : size);
                var time = frame.TimeNanoseconds - (fragments - 1 - part) * step;
                yield return frame with { TimeNanoseconds = time, Mac = eapol.ToQosData(body, isLast ? 0 : MoreFragments, fragment: part) };
                if (isAcknowledged && !isLast)
                {
                    yield return frames[i + 1] with { TimeNanoseconds = time + step / 2 };
                }
            }

            before = frame.TimeNanoseconds;
        }
    }
}
