namespace WsBridge.Sdk;

/// <summary>
/// Which 802.11 frames an analyzer wants to see, by the first octet of the Frame Control field (version, type and subtype), so that
/// a client can choose with one look at each frame. Everything else is not sent.
/// </summary>
public sealed class FrameInterest
{
    /// <summary>A client remembers this many transmitters for <see cref="FrameChoice.NowAndThen"/>, then starts anew: randomised addresses cost no memory.</summary>
    public const int MostTransmitters = 16384;

    private readonly FrameChoice[] _choices = new FrameChoice[256];

    /// <summary>The choice for a first Frame Control octet.</summary>
    public FrameChoice this[byte frameControl]
    {
        get => _choices[frameControl];
        init => _choices[frameControl] = value;
    }

    /// <summary>Octets that make a frame chosen with <see cref="FrameChoice.WhenMarked"/>, e.g. an LLC/SNAP header.</summary>
    public ReadOnlyMemory<byte> Mark { get; init; }

    /// <summary>How many octets from the MAC header on are searched for <see cref="Mark"/>.</summary>
    public int MarkWithin { get; init; } = 64;

    /// <summary>Frames chosen with <see cref="FrameChoice.NowAndThen"/> are sent again after this many microseconds.</summary>
    public long AgainAfterMicroseconds { get; init; } = 500_000;
}
