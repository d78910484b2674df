using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>The MAC header of a frame, read in place. Integers are least significant octet first; addresses are as on air.</summary>
/// <remarks>The view keeps the whole frame (without FCS), so that offsets of everything inside count from the MAC header.</remarks>
public readonly ref struct MacHeader
{
    private readonly byte _control;
    private readonly byte _flags;

    private MacHeader(ReadOnlySpan<byte> frame, int length, int padding)
    {
        Octets = frame;
        _control = frame[0];
        _flags = frame[1];
        Length = length;
        BodyOffset = length + padding;
    }

    /// <summary>The whole MAC frame as given.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>Octets of the header, with Address 4, QoS Control and HT Control where they are there.</summary>
    public int Length { get; }

    /// <summary>Where the frame body starts: Length, or a little later when the capture pads the header.</summary>
    public int BodyOffset { get; }

    /// <summary>The frame body; with Protected set it is ciphertext.</summary>
    public ReadOnlySpan<byte> Body => Octets[BodyOffset..];

    /// <summary>Protocol Version; only 0 is in use.</summary>
    public int ProtocolVersion => _control & 3;

    /// <summary>Management, control, data or extension.</summary>
    public FrameType Type => (FrameType)(_control >> 2 & 3);

    /// <summary>Subtype, 0 to 15.</summary>
    public int Subtype => _control >> 4;

    /// <summary>Type and Subtype together.</summary>
    public FrameKind Kind => PeekKind(_control);

    /// <summary>To DS.</summary>
    public bool ToDs => (_flags & 0x01) != 0;

    /// <summary>From DS.</summary>
    public bool FromDs => (_flags & 0x02) != 0;

    /// <summary>More Fragments.</summary>
    public bool MoreFragments => (_flags & 0x04) != 0;

    /// <summary>Retry.</summary>
    public bool Retry => (_flags & 0x08) != 0;

    /// <summary>Power Management.</summary>
    public bool PowerManagement => (_flags & 0x10) != 0;

    /// <summary>Protected Frame: the body is encrypted (or, in Authentication transaction 3, a WEP challenge).</summary>
    public bool Protected => (_flags & 0x40) != 0;

    /// <summary>+HTC, named Order before: an HT Control field is there in management and QoS data frames.</summary>
    public bool Order => (_flags & 0x80) != 0;

    /// <summary>Duration/ID.</summary>
    public ushort DurationId => BinaryPrimitives.ReadUInt16LittleEndian(Octets[2..]);

    /// <summary>Address 1, which every frame has.</summary>
    public MacAddress Address1 => MacAddress.Read(Octets[4..]);

    /// <summary>Address 2, or null where the frame has none (Ack, CTS).</summary>
    public MacAddress? Address2 => HasAddress2 ? MacAddress.Read(Octets[10..]) : null;

    /// <summary>Address 3, or null in control frames.</summary>
    public MacAddress? Address3 => HasSequenceControl ? MacAddress.Read(Octets[16..]) : null;

    /// <summary>Address 4, or null unless To DS and From DS are both set in a data frame.</summary>
    public MacAddress? Address4 => HasAddress4 ? MacAddress.Read(Octets[24..]) : null;

    /// <summary>RA: who is to receive this transmission.</summary>
    public MacAddress Ra => Address1;

    /// <summary>
    /// TA: who transmitted, null where the frame does not say. The group bit that signals a bandwidth in control frames is cleared.
    /// </summary>
    public MacAddress? Ta => Type == FrameType.Control && Address2 is { } address
        ? new MacAddress(address.Value & ~(1UL << 40))
        : Address2;

    /// <summary>DA: the final recipient of a management or data frame; null where an A-MSDU carries its own.</summary>
    public MacAddress? Da => Type switch
    {
        FrameType.Management => Address1,
        FrameType.Data when ToDs => HasAMsdu ? null : Address3,
        FrameType.Data => Address1,
        _ => null,
    };

    /// <summary>SA: the original sender of a management or data frame; null where an A-MSDU carries its own.</summary>
    public MacAddress? Sa => Type switch
    {
        FrameType.Management => Address2,
        FrameType.Data when FromDs => HasAMsdu ? null : ToDs ? Address4 : Address3,
        FrameType.Data => Address2,
        _ => null,
    };

    /// <summary>BSSID, null where the frame does not name one (most control frames, four-address data).</summary>
    public MacAddress? Bssid => Type switch
    {
        FrameType.Management => Address3,
        FrameType.Data => (ToDs, FromDs) switch
        {
            (true, true) => null,
            (true, false) => Address1,
            (false, true) => Address2,
            (false, false) => Address3,
        },
        FrameType.Control when Kind == FrameKind.PsPoll => Address1,
        _ => null,
    };

    /// <summary>The side that is not the AP, null where it cannot be told or is a group.</summary>
    public MacAddress? StationAddress
    {
        get
        {
            switch (Type)
            {
                case FrameType.Management when Address2 is { } transmitter && Address3 is { } bssid:
                    if (transmitter == bssid)
                    {
                        return Address1 == transmitter ? null : Individual(Address1);
                    }

                    return Address1 == bssid || bssid == MacAddress.Broadcast ? Individual(transmitter) : null;
                case FrameType.Data when ToDs != FromDs:
                    return ToDs ? Address2 : Individual(Address1);
                case FrameType.Control when Kind == FrameKind.PsPoll:
                    return Ta;
                default:
                    return null;
            }
        }
    }

    /// <summary>A Sequence Control field is there (management and data).</summary>
    public bool HasSequenceControl => Type is FrameType.Management or FrameType.Data;

    /// <summary>Sequence Number, 0 to 4095; 0 where there is no Sequence Control.</summary>
    public int SequenceNumber => SequenceControl >> 4;

    /// <summary>Fragment Number, 0 to 15; 0 where there is no Sequence Control.</summary>
    public int FragmentNumber => SequenceControl & 0xF;

    /// <summary>A QoS Control field is there.</summary>
    public bool HasQosControl => IsQos(_control);

    /// <summary>QoS Control; 0 where there is none.</summary>
    public ushort QosControl => HasQosControl ? BinaryPrimitives.ReadUInt16LittleEndian(Octets[(HasAddress4 ? 30 : 24)..]) : (ushort)0;

    /// <summary>The body is an A-MSDU.</summary>
    public bool HasAMsdu => (QosControl & 0x80) != 0;

    /// <summary>The subtype carries a frame body (Null and QoS Null do not).</summary>
    public bool IsDataWithBody => Type == FrameType.Data && (Subtype & 4) == 0;

    private bool HasAddress2 => Length >= 16 && Kind != FrameKind.ControlWrapper;

    private bool HasAddress4 => Type == FrameType.Data && ToDs && FromDs;

    private int SequenceControl => HasSequenceControl ? BinaryPrimitives.ReadUInt16LittleEndian(Octets[22..]) : 0;

    /// <summary>Type and Subtype from the first octet of a frame: the one peek that a data frame costs.</summary>
    public static FrameKind PeekKind(byte firstOctet) => (FrameKind)((firstOctet << 2 & 0x30) | firstOctet >> 4);

    /// <summary>Reads the header of a MAC frame that has no FCS any more.</summary>
    /// <param name="frame">The octets from Frame Control on.</param>
    /// <param name="header">The header, when all of it is there.</param>
    /// <param name="error">What is cut off, otherwise.</param>
    /// <param name="dataPad">The capture pads the header to four octets (<see cref="LinkHeader.HasDataPad"/>).</param>
    public static bool TryParse(ReadOnlySpan<byte> frame, out MacHeader header, out ParseError error, bool dataPad = false)
    {
        header = default;
        if (ParseError.Missing(frame, 2, "Frame Control", 0, out error))
        {
            return false;
        }

        var length = HeaderLength(frame[0], frame[1]);
        if (ParseError.Missing(frame, length, "MAC header", 0, out error))
        {
            return false;
        }

        var padding = dataPad && PeekKind(frame[0]) >= FrameKind.Data ? -length & 3 : 0;
        header = new MacHeader(frame, length, Math.Min(padding, frame.Length - length));
        return true;
    }

    /// <summary>Views a header once more that was read before: nothing is checked again.</summary>
    /// <param name="frame">The octets, as <see cref="Octets"/> were.</param>
    /// <param name="length">As <see cref="Length"/> was.</param>
    /// <param name="bodyOffset">As <see cref="BodyOffset"/> was.</param>
    public static MacHeader Again(ReadOnlySpan<byte> frame, int length, int bodyOffset) => new(frame, length, bodyOffset - length);

    private static int HeaderLength(byte control, byte flags)
    {
        var order = (flags & 0x80) != 0;
        return (FrameType)(control >> 2 & 3) switch
        {
            FrameType.Management => order ? 28 : 24,
            FrameType.Data => 24 + ((flags & 3) == 3 ? 6 : 0) + (IsQos(control) ? order ? 6 : 2 : 0),
            FrameType.Control => PeekKind(control) is FrameKind.Ack or FrameKind.Cts or FrameKind.ControlFrameExtension ? 10 : 16,
            _ => 10,
        };
    }

    private static bool IsQos(byte control) => (control & 0x8C) == 0x88;

    private static MacAddress? Individual(MacAddress address) => address.IsGroup ? null : address;
}
