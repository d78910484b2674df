using System.Buffers.Binary;

namespace WsBridge.Capture.CommView;

/// <summary>
/// Reads a CommView capture (.ncf). An 802.11 frame gets a radiotap header with its channel and signal, so that it is read like any other;
/// times are taken in the zone of this machine, as Wireshark takes them.
/// </summary>
internal sealed class NcfRecordReader : RecordReader
{
    private const int RadiotapLength = 16;
    private const int Flags = 1 << 1;
    private const int Channel = 1 << 3;
    private const int Signal = 1 << 5;
    private const int BadFcs = 0x40;

    private byte[] _packet = new byte[4096];

    public NcfRecordReader(OctetSource source, string name)
        : base(source, name)
    {
        _interfaces.Add(new CaptureInterface { LinkType = LinkTypes.Radiotap });
        _interfaces.Add(new CaptureInterface { LinkType = LinkTypes.Ethernet, IdInSection = 1 });
    }

    /// <summary>The octets begin like such a file: a whole header, and another one after the packet, or the end.</summary>
    public static bool IsStart(OctetSource source)
    {
        if (!source.TryPeek(NcfHeader.Length, out ReadOnlySpan<byte> octets) || !NcfHeader.TryRead(octets, out NcfHeader first))
        {
            return false;
        }

        int next = NcfHeader.Length + first.CapturedLength;
        return source.TryPeek(next + NcfHeader.Length, out octets) ? NcfHeader.TryRead(octets[next..], out _) : octets.Length >= next;
    }

    public override bool TryRead(out CaptureRecord record)
    {
        record = default;
        if (Problem is not null)
        {
            return false;
        }

        if (!_source.TryPeek(NcfHeader.Length, out ReadOnlySpan<byte> octets))
        {
            return EndAt(octets, "a packet's header", NcfHeader.Length);
        }

        if (!NcfHeader.TryRead(octets, out NcfHeader header))
        {
            return StopDamaged("a packet's header of CommView says what none can say");
        }

        if (header.IsCompressed)
        {
            return StopDamaged("a packet is compressed, which is not read here; save the log without compression");
        }

        int length = NcfHeader.Length + header.CapturedLength;
        if (!_source.TryPeek(length, out octets))
        {
            return EndAt(octets, "a packet with its header", length);
        }

        ReadOnlySpan<byte> packet = header.IsWifi ? WithRadiotap(header, octets[NcfHeader.Length..]) : octets[NcfHeader.Length..];
        record = new CaptureRecord
        {
            Number = CountRecord(),
            TimeNanoseconds = NanosecondsOf(header.WallClock, TimeZoneInfo.Local),
            HasTime = true,
            InterfaceIndex = header.IsWifi ? 0 : 1,
            LinkType = header.IsWifi ? LinkTypes.Radiotap : LinkTypes.Ethernet,
            Octets = packet,
            OriginalLength = packet.Length,
        };
        _source.Advance(length);
        return true;
    }

    /// <summary>
    /// Nanoseconds since the Unix epoch. What a change of the clock leaves out, mostly an hour and in some places two, counts as if the
    /// clock had gone on: to convert such a time is an error in .NET, while its distance from UTC can always be asked for.
    /// </summary>
    private static long NanosecondsOf(DateTime wallClock, TimeZoneInfo zone) =>
        (wallClock - zone.GetUtcOffset(wallClock) - DateTime.UnixEpoch).Ticks * 100;

    /// <summary>Flags say whether the FCS was wrong; it is not there.</summary>
    private ReadOnlySpan<byte> WithRadiotap(NcfHeader header, scoped ReadOnlySpan<byte> frame)
    {
        int frequency = header.Channel switch
        {
            14 => 2484,
            < 14 => 2407 + 5 * header.Channel,
            _ => 5000 + 5 * header.Channel,
        };
        if (_packet.Length < RadiotapLength + frame.Length)
        {
            _packet = new byte[RadiotapLength + frame.Length];
        }

        Span<byte> radiotap = _packet.AsSpan(0, RadiotapLength);
        radiotap.Clear();
        radiotap[2] = RadiotapLength;
        radiotap[4] = (byte)(Flags | (header.Channel > 0 ? Channel : 0) | (header.SignalDbm is null ? 0 : Signal));
        radiotap[8] = (byte)(header.IsDamaged ? BadFcs : 0);
        int at = 10; // an octet is left out before the channel; without a channel the signal follows the flags
        if (header.Channel > 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(radiotap[at..], (ushort)frequency);
            at += 4;
        }
        else
        {
            at--;
        }

        if (header.SignalDbm is { } signal)
        {
            radiotap[at] = (byte)signal;
        }

        frame.CopyTo(_packet.AsSpan(RadiotapLength));
        return _packet.AsSpan(0, RadiotapLength + frame.Length);
    }
}
