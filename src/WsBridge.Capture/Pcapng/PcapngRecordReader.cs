namespace WsBridge.Capture.Pcapng;

/// <summary>Reads the packets of a pcapng file block by block. draft-ietf-opsawg-pcapng, section 3.</summary>
internal sealed class PcapngRecordReader(OctetSource source, string name) : RecordReader(source, name)
{
    private const int HeaderLength = 8;
    private const int TrailerLength = 4;
    private const int LeastLength = HeaderLength + TrailerLength;

    private ByteOrder _order;
    private int _section = -1;
    private int _firstInterfaceOfSection;
    private int _packetLength;

    /// <summary>The whole block of the packet that was just read.</summary>
    public ReadOnlySpan<byte> PacketBlock => _source.Passed(_packetLength);

    /// <summary>The byte order of that block.</summary>
    public ByteOrder Order => _order;

    public override bool TryRead(out CaptureRecord record)
    {
        record = default;
        while (Problem is null && TryPeekBlock(out uint type, out ReadOnlySpan<byte> block))
        {
            ReadOnlySpan<byte> body = block[HeaderLength..^TrailerLength];
            bool readable = type switch
            {
                BlockType.EnhancedPacket => TryReadEnhancedPacket(body, out record),
                BlockType.SimplePacket => TryReadSimplePacket(body, out record),
                BlockType.Packet => TryReadObsoletePacket(body, out record),
                BlockType.InterfaceDescription => TryReadInterface(body),
                BlockType.SectionHeader => TryReadSection(body),
                _ => Skip(type),
            };

            if (!readable)
            {
                return false;
            }

            _source.Advance(block.Length);
            if (record.Number != 0)
            {
                _packetLength = block.Length;
                return true;
            }

            OtherBlock?.Invoke(type, block, _order);
        }

        return false;
    }

    private bool TryPeekBlock(out uint type, out ReadOnlySpan<byte> block)
    {
        type = 0;
        if (!_source.TryPeek(LeastLength, out block))
        {
            return EndAt(block, "the next block", LeastLength);
        }

        if (SectionHeaderBlock.IsMagic(block) && !SectionHeaderBlock.TryReadOrder(block, out _order))
        {
            return StopDamaged("a section header has no byte-order magic");
        }

        type = _order.ReadUInt32(block);
        uint length = _order.ReadUInt32(block[4..]);
        if (length is < LeastLength or > GreatestLength || length % 4 != 0)
        {
            return StopDamaged($"a block of type 0x{type:X8} claims a length of {length} octets, which no block can have");
        }

        if (!_source.TryPeek((int)length, out block))
        {
            return EndAt(block, $"a block of type 0x{type:X8}", length);
        }

        uint trailer = _order.ReadUInt32(block[^TrailerLength..]);

        return trailer == length
            || StopDamaged($"a block of type 0x{type:X8} begins with length {length} and ends with length {trailer}");
    }

    private bool TryReadSection(ReadOnlySpan<byte> body)
    {
        if (body.Length < SectionHeaderBlock.FixedLength)
        {
            return StopTooShort("a section header", body.Length, SectionHeaderBlock.FixedLength);
        }

        ushort version = SectionHeaderBlock.ReadMajorVersion(body, _order);
        if (version != SectionHeaderBlock.MajorVersion)
        {
            return StopDamaged($"a section header has version {version}, only version {SectionHeaderBlock.MajorVersion} is known");
        }

        _section++;
        _firstInterfaceOfSection = _interfaces.Count;

        return true;
    }

    private bool TryReadInterface(ReadOnlySpan<byte> body)
    {
        if (body.Length < InterfaceDescriptionBlock.FixedLength)
        {
            return StopTooShort("an interface description", body.Length, InterfaceDescriptionBlock.FixedLength);
        }

        int id = _interfaces.Count - _firstInterfaceOfSection;
        _interfaces.Add(InterfaceDescriptionBlock.Read(body, _order, _section, id));

        return true;
    }

    private bool TryReadEnhancedPacket(ReadOnlySpan<byte> body, out CaptureRecord record)
    {
        record = default;

        return body.Length < EnhancedPacketBlock.FixedLength
            ? StopTooShort("an enhanced packet", body.Length, EnhancedPacketBlock.FixedLength)
            : TryMakeRecord(EnhancedPacketBlock.Read(body, _order), out record);
    }

    private bool TryReadObsoletePacket(ReadOnlySpan<byte> body, out CaptureRecord record)
    {
        record = default;

        return body.Length < ObsoletePacketBlock.FixedLength
            ? StopTooShort("a packet", body.Length, ObsoletePacketBlock.FixedLength)
            : TryMakeRecord(ObsoletePacketBlock.Read(body, _order), out record);
    }

    private bool TryReadSimplePacket(ReadOnlySpan<byte> body, out CaptureRecord record)
    {
        record = default;
        if (body.Length < SimplePacketBlock.FixedLength)
        {
            return StopTooShort("a simple packet", body.Length, SimplePacketBlock.FixedLength);
        }

        uint snapLength = _firstInterfaceOfSection < _interfaces.Count ? _interfaces[_firstInterfaceOfSection].SnapLength : 0;

        return TryMakeRecord(SimplePacketBlock.Read(body, _order, snapLength), out record);
    }

    private bool TryMakeRecord(scoped in PacketFields packet, out CaptureRecord record)
    {
        record = default;
        int interfaces = _interfaces.Count - _firstInterfaceOfSection;
        if (packet.InterfaceId >= interfaces)
        {
            return StopDamaged($"a packet names interface {packet.InterfaceId}, its section has described {interfaces}");
        }

        if (packet.CapturedLength > packet.Rest.Length)
        {
            return StopDamaged($"a packet claims {packet.CapturedLength} captured octets, its block has room for {packet.Rest.Length}");
        }

        int index = _firstInterfaceOfSection + (int)packet.InterfaceId;
        CaptureInterface from = _interfaces[index];
        record = new CaptureRecord
        {
            Number = CountRecord(),
            TimeNanoseconds = packet.HasTime ? from.TimeResolution.ToNanoseconds(packet.Time, from.TimeOffsetSeconds) : 0,
            HasTime = packet.HasTime,
            InterfaceIndex = index,
            LinkType = from.LinkType,
            Octets = packet.Rest[..(int)packet.CapturedLength],
            OriginalLength = (int)Math.Min(packet.OriginalLength, int.MaxValue),
        };

        return true;
    }

    private bool Skip(uint type)
    {
        if (BlockType.IsNumberedLikePacket(type))
        {
            CountOther();
        }

        return true;
    }

    private bool StopTooShort(string block, int length, int needed) =>
        StopDamaged($"{block} block has {length} octets of content, it needs {needed}");
}
