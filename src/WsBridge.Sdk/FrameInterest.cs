namespace WsBridge.Sdk;

/// <summary>
/// Which frames an analyzer wants to see: 802.11 frames by the first octet of the Frame Control field (version, type and subtype), so that
/// a client can choose with one look at each frame, and any others by <see cref="Traffic"/>. Everything else is not sent.
/// </summary>
public sealed class FrameInterest
{
    /// <summary>
    /// A client remembers this many transmitters for <see cref="FrameChoice.RateLimited"/>, then starts anew: randomised addresses cost no
    /// memory.
    /// </summary>
    public const int MaxTransmitters = 16384;

    /// <summary>
    /// A client remembers this many pairs of addresses for <see cref="EncryptedAfterMarked"/>, each in its direction, then starts anew.
    /// </summary>
    public const int MaxExpected = 1024;

    /// <summary>
    /// Encrypted data frames are looked into for <see cref="EncryptedAfterMarked"/> until this many have come after the latest marked
    /// frame.
    /// </summary>
    public const int ExpectedLooks = 4096;

    private readonly FrameChoice[] _choices = new FrameChoice[256];

    /// <summary>No 802.11 frame but those that are named in the initializer.</summary>
    public FrameInterest()
    {
    }

    /// <summary>With a choice for each first Frame Control octet.</summary>
    public FrameInterest(Func<byte, FrameChoice> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);

        for (int octet = 0; octet < _choices.Length; octet++)
        {
            _choices[octet] = choose((byte)octet);
        }
    }

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

    /// <summary>
    /// After a marked frame so many encrypted data frames (Protected Frame) are watched in each direction between the same two addresses,
    /// Address 1 and 2, and of them the first, second, fourth, eighth and so on come too: they show whether keys were set, and for how long
    /// nothing came back. Each marked frame counts anew; 0 to 255, and 0 for none.
    /// </summary>
    public int EncryptedAfterMarked { get; init; }

    /// <summary>
    /// Fragments other than the first come too under <see cref="FrameChoice.WhenMarked"/>, as long as they are not encrypted: only the
    /// first one has the mark.
    /// </summary>
    public bool LaterFragments { get; init; }

    /// <summary>Frames chosen with <see cref="FrameChoice.RateLimited"/> are sent again after this many microseconds.</summary>
    public long AgainAfterMicroseconds { get; init; } = 500_000;

    /// <summary>
    /// Frames told by something else than 802.11's type and subtype. A frame that is several of them comes once, as the first.
    /// </summary>
    public IReadOnlyList<Traffic> Traffic { get; init; } = [];

    /// <summary>
    /// What is a protocol of the analyzer's own: UDP and TCP ports, EtherTypes, LINKTYPE_USER0 to 15. Wireshark then shows the analyzer's
    /// name as protocol, and its lines in the place of that protocol. Such frames come whether or not they are among the others.
    /// </summary>
    public IReadOnlyList<Traffic> Claims { get; init; } = [];

    /// <summary>
    /// The analyzer uses <see cref="Annotation.InfoText"/> on frames that are not claimed: they are waited for even where only one line a
    /// packet is shown.
    /// </summary>
    public bool WritesInfo { get; init; }
}
