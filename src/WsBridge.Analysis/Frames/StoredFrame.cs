using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Frames;

/// <summary>A frame that an exchange remembers: its octets without FCS, read again through views when a rule asks.</summary>
public sealed class StoredFrame
{
    private const short UnknownSignal = short.MinValue;

    private readonly byte[] _octets;

    // Where things are in them. Small numbers all: there are very many of these.
    private readonly byte _headerLength;
    private readonly byte _bodyOffset;
    private readonly short _elementsOffset = -1;
    private readonly ElementIndex _elementIndex;
    private readonly ushort _frequency;
    private readonly short _signal = UnknownSignal;

    /// <summary>How many octets of the body came in earlier fragments.</summary>
    private readonly int _earlierFragments;

    internal StoredFrame(FrameRef at, ReadOnlySpan<byte> macFrame, int macOffset, bool isCutOff, bool hasDataPad,
        Acknowledgement? acknowledgement = null)
    {
        Ref = at;
        _octets = macFrame.ToArray();
        MacOffset = macOffset;
        IsCutOff = isCutOff;
        Acknowledgement = acknowledgement ?? new Acknowledgement();
        if (MacHeader.TryParse(_octets, out MacHeader header, out _, hasDataPad))
        {
            _headerLength = (byte)header.Length;
            _bodyOffset = (byte)header.BodyOffset;
            FtStatus = FtExchange.StatusOf(header);
            _elementsOffset = (short)ManagementElements.OffsetIn(header);
            _elementIndex = _elementsOffset < 0 ? default : new ElementIndex(_octets.AsSpan(_elementsOffset));
            IsCutOff = isCutOff || !Elements.AreWhole; // not every program that cuts frames says so
        }
    }

    /// <summary>A frame that was sent in fragments, put together.</summary>
    /// <param name="last">The last fragment: the frame this stands on.</param>
    /// <param name="macFrame">Its header, then the whole body.</param>
    /// <param name="earlier">Octets of the body that came in earlier fragments.</param>
    /// <param name="isCutOff">A fragment is cut off.</param>
    internal StoredFrame(StoredFrame last, ReadOnlySpan<byte> macFrame, int earlier, bool isCutOff)
        : this(last.Ref, macFrame, last.MacOffset, isCutOff, last.Header.BodyOffset > last.Header.Length, last.Acknowledgement)
    {
        FrequencyMHz = last.FrequencyMHz;
        _earlierFragments = earlier;
    }

    /// <summary>Which frame this is.</summary>
    public FrameRef Ref { get; }

    /// <summary>Offset of the MAC header from the start of the captured octets (the length of radiotap and the like).</summary>
    public int MacOffset { get; }

    /// <summary>Where octets of this frame stand in the packet as it was captured.</summary>
    /// <param name="offset">Their offset from the MAC header.</param>
    /// <returns>The offset from the start of the packet; -1 for octets that came in an earlier fragment, or were encrypted.</returns>
    public int OffsetInPacket(int offset) =>
        IsDerived ? -1
        : _earlierFragments == 0 || offset < _bodyOffset ? MacOffset + offset
        : offset < _bodyOffset + _earlierFragments ? -1
        : MacOffset + offset - _earlierFragments;

    /// <summary>
    /// The capture kept fewer octets than were on the air, as it says or as its last element shows: what is not there was perhaps sent.
    /// <see cref="PresenceOf"/> tells of an element.
    /// </summary>
    public bool IsCutOff { get; internal set; }

    /// <summary>
    /// The octets are those of a Beacon that was not sent: what a nontransmitted BSSID says in the Beacon of another; or they were
    /// encrypted. Offsets in it are none in the frame.
    /// </summary>
    public bool IsDerived { get; internal init; }

    /// <summary>It was encrypted, and a known key has decrypted it.</summary>
    public bool WasEncrypted { get; internal init; }

    /// <summary>Frequency of the channel it was captured on, in MHz; null when the capture does not say.</summary>
    public int? FrequencyMHz
    {
        get => _frequency == 0 ? null : _frequency;
        internal init => _frequency = value is > 0 and <= ushort.MaxValue ? (ushort)value : (ushort)0;
    }

    /// <summary>How strongly it was received, in dBm; null when the capture does not say.</summary>
    public int? SignalDbm
    {
        get => _signal == UnknownSignal ? null : _signal;
        internal init => _signal = value is { } dbm ? (short)Math.Clamp(dbm, UnknownSignal + 1, short.MaxValue) : UnknownSignal;
    }

    /// <summary>The capture has an acknowledgement right after it, or after a repetition of it.</summary>
    public bool IsAcknowledged => Acknowledgement.IsThere;

    /// <summary>Shared with whoever recognizes repetitions and must not keep the octets for it.</summary>
    internal Acknowledgement Acknowledgement { get; }

    /// <summary>
    /// A Deauthentication or Disassociation with a sign of another transmitter than it names, which alone proves nothing.
    /// </summary>
    internal bool LooksForged { get; set; }

    /// <summary>A Deauthentication or Disassociation that another transmitter than it names has sent.</summary>
    internal bool IsForged { get; set; }

    /// <summary>The MAC frame without FCS.</summary>
    public ReadOnlySpan<byte> Octets => _octets;

    /// <summary>
    /// Its PMKIDs in order, those of the RSNE or the one of message 1, with what was known of them when it came; mostly none.
    /// </summary>
    public IReadOnlyList<NamedPmkid> Pmkids { get; internal set; } = [];

    /// <summary>
    /// Lines that were shown of its parties, to show each once; kept here so that they are forgotten with the frame. Null before the first.
    /// </summary>
    internal List<Annotation.FieldLine>? ShownParties { get; set; }

    /// <summary>Type and Subtype.</summary>
    public FrameKind Kind => MacHeader.PeekKind(_octets[0]);

    /// <summary>The MAC header.</summary>
    public MacHeader Header => _headerLength == 0 ? default : MacHeader.Again(_octets, _headerLength, _bodyOffset);

    /// <summary>Status of an FT response; null for a request or what cannot be read.</summary>
    internal ushort? FtStatus { get; }

    /// <summary>The management elements, with offsets from the MAC header; empty for frames that have none.</summary>
    public Elements Elements =>
        _elementsOffset < 0 ? default : new Elements(_octets.AsSpan(_elementsOffset), _elementsOffset, in _elementIndex);

    /// <summary>
    /// Whether the frame has an element, has none, or may have had one that was cut off. Who concludes from a missing element asks here.
    /// </summary>
    public Presence PresenceOf(byte elementId) =>
        Elements.TryFind(elementId, out _) ? Presence.Present : IsCutOff ? Presence.CutOff : Presence.Absent;

    /// <summary>Milliseconds from an earlier frame to this one.</summary>
    public double MillisecondsSince(StoredFrame earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return (Ref.TimeMicroseconds - earlier.Ref.TimeMicroseconds) / 1000.0;
    }
}
