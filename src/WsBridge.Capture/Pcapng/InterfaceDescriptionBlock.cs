using System.Text;

namespace WsBridge.Capture.Pcapng;

/// <summary>Describes the next interface of the section. draft-ietf-opsawg-pcapng, section 4.2.</summary>
internal static class InterfaceDescriptionBlock
{
    /// <summary>The fixed part of the body: link type, reserved, snap length.</summary>
    public const int FixedLength = 8;

    public const ushort NameOption = 2;
    public const ushort DescriptionOption = 3;
    public const ushort TimeResolutionOption = 9;
    public const ushort FcsLengthOption = 13;
    public const ushort TimeOffsetOption = 14;

    private const int BitsInOctet = 8;

    public static CaptureInterface Read(ReadOnlySpan<byte> body, ByteOrder order, int section, int idInSection)
    {
        CaptureInterface read = new()
        {
            LinkType = order.ReadUInt16(body),
            SnapLength = order.ReadUInt32(body[4..]),
            Section = section,
            IdInSection = idInSection,
        };

        BlockOptions options = new(body[FixedLength..], order);
        while (options.TryNext())
        {
            read = Apply(read, options.Code, options.Value, order);
        }

        return read;
    }

    private static CaptureInterface Apply(CaptureInterface read, ushort option, ReadOnlySpan<byte> value, ByteOrder order) => option switch
    {
        NameOption => read with { Name = ReadText(value) },
        DescriptionOption => read with { Description = ReadText(value) },
        TimeResolutionOption when value.Length >= 1 => read with { TimeResolution = TimeResolution.FromOption(value[0]) },
        FcsLengthOption when value.Length >= 1 => read with { FcsLength = ReadFcsLength(value[0]) },
        TimeOffsetOption when value.Length >= 8 => read with { TimeOffsetSeconds = order.ReadInt64(value) },
        _ => read,
    };

    /// <summary>The draft counts bits and gives 4 as its example; Wireshark counts octets. No FCS is shorter than an octet.</summary>
    private static int ReadFcsLength(byte value) => value < BitsInOctet ? value : value / BitsInOctet;

    // Some writers count the terminating zero of a C string as part of it.
    private static string ReadText(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value.TrimEnd((byte)0));
}
