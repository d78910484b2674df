using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>An MSDU that a data frame carries, from its LLC header on.</summary>
public readonly ref struct Msdu
{
    internal Msdu(ReadOnlySpan<byte> octets, int offset, bool isWhole)
    {
        Octets = octets;
        Offset = offset;
        IsWhole = isWhole;
    }

    /// <summary>Its octets; in a frame that is no A-MSDU whatever follows it is still there.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>Where it starts, counted from the MAC header.</summary>
    public int Offset { get; }

    /// <summary>As many octets are there as its subframe announces; nothing announces any outside an A-MSDU.</summary>
    public bool IsWhole { get; }

    /// <summary>
    /// It begins with LLC and SNAP, as everything does that 802.11 data frames carry today: anything else cannot be read here.
    /// </summary>
    public bool IsSnap => Octets is [0xAA, 0xAA, 0x03, ..];

    /// <summary>The octets from the EAPOL version on, when it is EAPOL.</summary>
    public bool TryGetEapol(out ReadOnlySpan<byte> eapol, out int offset)
    {
        offset = Offset + Llc.Size;
        return Llc.TryGetEapol(Octets, out eapol);
    }
}

/// <summary>
/// The MSDUs of a data frame in the clear: one, or those of an A-MSDU (IEEE Std 802.11-2020, 9.3.2.2), each behind its Mesh Control
/// field where it has one. The octets tell rather than the bits: LLC/SNAP is looked for where it may stand.
/// </summary>
public readonly ref struct Msdus
{
    private readonly MacHeader _frame;

    /// <summary>The MSDUs of this frame.</summary>
    public Msdus(MacHeader frame) => _frame = frame;

    /// <summary>Walks them in frame order.</summary>
    public Enumerator GetEnumerator() => new(_frame);

    /// <summary>Walks MSDUs; one that cannot be read ends the walk, and is handed out as far as it is there.</summary>
    public ref struct Enumerator
    {
        private const int SubframeHeaderSize = 14;
        private const int SubframeLengthOffset = 12;

        private readonly ReadOnlySpan<byte> _frame;
        private readonly int _body;
        private readonly bool _isAMsdu;
        private readonly bool _mayBeMesh;
        private int _next;

        internal Enumerator(MacHeader frame)
        {
            _frame = frame.Octets;
            _body = frame.BodyOffset;
            _next = _body;
            // Mesh Control Present is that only in a mesh BSS; elsewhere the bit is part of a queue size or a duration.
            _mayBeMesh = (frame.QosControl & 0x100) != 0;
            _isAMsdu = frame.HasAMsdu && Llc.EtherType(frame.Body) is null;
            if (!frame.IsDataWithBody || frame.Protected)
            {
                _next = _frame.Length;
            }
        }

        /// <summary>The MSDU at hand.</summary>
        public Msdu Current { get; private set; }

        /// <summary>Goes to the next one.</summary>
        public bool MoveNext()
        {
            if (_next >= _frame.Length)
            {
                return false;
            }

            if (!_isAMsdu)
            {
                Current = BehindMeshControl(_frame[_next..], _next, isWhole: true);
                _next = _frame.Length;
                return true;
            }

            ReadOnlySpan<byte> rest = _frame[_next..];
            if (rest.Length < SubframeHeaderSize)
            {
                bool isPadding = rest.Length < 4;
                Current = new Msdu(rest, _next, isWhole: false);
                _next = _frame.Length;
                return !isPadding;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[SubframeLengthOffset..]);
            int start = _next + SubframeHeaderSize;
            int there = Math.Min(length, _frame.Length - start);
            Current = BehindMeshControl(_frame.Slice(start, there), start, isWhole: there == length);

            // Each but the last is padded, so that the next one begins at a multiple of four octets of the body.
            _next = Math.Min(_frame.Length, _next + ((SubframeHeaderSize + length + 3) & ~3));
            return true;
        }

        private readonly Msdu BehindMeshControl(ReadOnlySpan<byte> octets, int offset, bool isWhole)
        {
            // Mesh Flags, the low two bits of which tell the addresses behind TTL and sequence number (9.2.4.7.3).
            const int Fixed = 6;
            int size = _mayBeMesh && octets.Length > Fixed && Llc.EtherType(octets) is null
                ? Fixed + (Math.Min(octets[0] & 3, 2) * MacAddress.Size)
                : 0;
            return size > 0 && octets.Length > size && Llc.EtherType(octets[size..]) is not null
                ? new Msdu(octets[size..], offset + size, isWhole)
                : new Msdu(octets, offset, isWhole);
        }
    }
}
