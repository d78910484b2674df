using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>A neighbor AP of a Reduced Neighbor Report that stands there with its BSSID.</summary>
/// <param name="Bssid">Its BSSID.</param>
/// <param name="OperatingClass">Operating Class of its channel.</param>
/// <param name="Channel">Channel Number in that class.</param>
/// <param name="MldId">AP MLD ID: 0 is the AP MLD of the reporting AP, 255 none that is known. Null without MLD Parameters.</param>
/// <param name="LinkId">Link ID in that AP MLD; null without MLD Parameters, or where it is not known (15).</param>
/// <param name="ShortSsid">Short SSID: CRC-32 of the SSID; null where the report does not have it.</param>
/// <param name="IsOfSameSsid">It has the SSID of the reporting AP; false also where the report does not say.</param>
public readonly record struct NeighborAp(
    MacAddress Bssid, byte OperatingClass, byte Channel, byte? MldId, int? LinkId, uint? ShortSsid = null, bool IsOfSameSsid = false);

/// <summary>
/// A Reduced Neighbor Report element: for each channel TBTT Information Header (2, least significant octet first), Operating Class (1),
/// Channel Number (1) and a set of TBTT Information fields of one length. IEEE Std 802.11be-2024, 9.4.2.169.
/// </summary>
public readonly ref struct ReducedNeighborReport
{
    /// <summary>Element ID.</summary>
    public const byte ElementId = 201;

    private readonly ReadOnlySpan<byte> _body;

    /// <summary>The report in an element body.</summary>
    public ReducedNeighborReport(ReadOnlySpan<byte> body) => _body = body;

    /// <summary>Walks the neighbors that have a BSSID.</summary>
    public Enumerator GetEnumerator() => new(_body);

    /// <summary>Walks neighbors; stops before what is cut off.</summary>
    public ref struct Enumerator
    {
        private const int HeaderSize = 4;
        private const int OffsetSize = 1;
        private const int ShortSsidOffset = OffsetSize + MacAddress.Size;

        /// <summary>Offset (1), BSSID (6), Short SSID (4), BSS Parameters (1), 20 MHz PSD (1).</summary>
        private const int MldOffset = 13;
        private ReadOnlySpan<byte> _rest;
        private int _left;
        private int _size;
        private byte _class;
        private byte _channel;

        internal Enumerator(ReadOnlySpan<byte> body) => _rest = body;

        /// <summary>The neighbor at hand.</summary>
        public NeighborAp Current { get; private set; }

        /// <summary>Goes to the next neighbor.</summary>
        public bool MoveNext()
        {
            while (_left > 0 || TryTakeHeader())
            {
                if (_rest.Length < _size)
                {
                    return false;
                }

                ReadOnlySpan<byte> field = _rest[.._size];
                _rest = _rest[_size..];
                _left--;
                if (_size >= OffsetSize + MacAddress.Size)
                {
                    bool hasMld = _size >= MldOffset + 3;
                    int? link = hasMld ? BinaryPrimitives.ReadUInt16LittleEndian(field[(MldOffset + 1)..]) & 0xF : null;
                    uint? shortSsid = _size >= ShortSsidOffset + 4
                        ? BinaryPrimitives.ReadUInt32LittleEndian(field[ShortSsidOffset..])
                        : null;
                    Current = new NeighborAp(MacAddress.Read(field[OffsetSize..]), _class, _channel, hasMld ? field[MldOffset] : null,
                        link == 15 ? null : link, shortSsid, IsOfSameSsid(field));
                    return true;
                }
            }

            return false;
        }

        /// <summary>BSS Parameters, where they are there: behind the BSSID, or behind the Short SSID.</summary>
        private static bool IsOfSameSsid(ReadOnlySpan<byte> field)
        {
            const byte SameSsid = 1 << 1;
            int at = field.Length is ShortSsidOffset + 1 or ShortSsidOffset + 2 ? ShortSsidOffset : ShortSsidOffset + 4;
            return field.Length > at && (field[at] & SameSsid) != 0;
        }

        private bool TryTakeHeader()
        {
            while (_rest.Length >= HeaderSize)
            {
                ushort header = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
                (_class, _channel) = (_rest[2], _rest[3]);
                _left = (header >> 4 & 0xF) + 1;
                _size = header >> 8;
                _rest = _rest[HeaderSize..];
                if ((header & 3) == 0 && _size > 0)
                {
                    return true;
                }

                _rest = _rest[Math.Min(_rest.Length, _left * _size)..];
                _left = 0;
            }

            return false;
        }
    }
}
