namespace WsBridge.Testing;

/// <summary>
/// Before each frame that is acknowledged on the air, a transmission of it with a bit error, which nobody acknowledges; the frame itself is
/// the Retry.
/// </summary>
/// <remarks>
/// Each frame has its FCS, by which the error shows: without one nothing in a capture tells which of two transmissions is right.
/// </remarks>
/// <param name="name">What it does.</param>
/// <param name="flags">Flags of radiotap for every frame.</param>
/// <param name="corruptFlags">Those of a frame with an error: 0x40 says that its FCS is wrong.</param>
public sealed class CorruptCopies(string name, int flags, int corruptFlags) : ITransform
{
    private const long MostBeforeNanoseconds = 400_000;
    private const byte Retry = 0x08;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool LosesNothing => true;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var before = frames.Count > 0 ? frames[0].TimeNanoseconds : 0;
        foreach (var frame in frames)
        {
            if (frame.Missing == 0 && EapolFrames.IsManagementOrEapol(frame, out var header) && !header.Ra.IsGroup)
            {
                var right = WithFcs(frame with { Mac = frame.Mac.AsRetry() }, flags);
                var wait = Math.Clamp((frame.TimeNanoseconds - before) / 2, 0, MostBeforeNanoseconds);
                yield return Corrupt(WithFcs(frame, flags), header.BodyOffset) with { TimeNanoseconds = frame.TimeNanoseconds - wait };
                yield return right;
            }
            else
            {
                yield return WithFcs(frame, flags);
            }

            before = frame.TimeNanoseconds;
        }
    }

    private AirFrame WithFcs(AirFrame frame, int radiotapFlags) => frame with
    {
        Fcs = frame.Missing == 0 ? frame.RightFcs() : [],
        Radiotap = frame.Radiotap with { Flags = radiotapFlags },
    };

    /// <summary>One bit is wrong, in another place each time; the FCS is that of the right octets.</summary>
    private AirFrame Corrupt(AirFrame frame, int bodyOffset)
    {
        byte[] mac = [.. frame.Mac];
        var place = bodyOffset + (int)(frame.Number * 37 % (mac.Length - bodyOffset));
        mac[place] ^= (byte)(1 << (int)(frame.Number % 8));
        return frame with { Mac = mac, Radiotap = frame.Radiotap with { Flags = corruptFlags } };
    }
}
