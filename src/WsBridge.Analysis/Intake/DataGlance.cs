using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Intake;

/// <summary>
/// What the times of roams need of an encrypted data frame, chosen or not, and of an acknowledgement right after one. Most frames of a
/// capture come here, so that a <see cref="MacHeader"/> is not made for each.
/// </summary>
public readonly struct DataGlance
{
    internal const int AckHeaderSize = 10;

    private const int DataHeaderSize = 24;
    private const byte Ack = 0xD4;
    private const byte BlockAck = 0x94;

    private readonly Header _header;

    private DataGlance(in Frame frame, int macOffset, int headerSize)
    {
        Ref = FrameRef.Of(frame);
        MacOffset = macOffset;
        HeaderSize = headerSize;
        IsCutOff = frame.Octets.Length < frame.OriginalLength;
        frame.Octets.Slice(macOffset, headerSize).CopyTo(_header);
    }

    /// <summary>Which frame it is.</summary>
    public FrameRef Ref { get; }

    /// <summary>It acknowledges the data frame right before it.</summary>
    public bool IsAcknowledgement => HeaderSize == AckHeaderSize;

    internal int MacOffset { get; }

    internal bool IsCutOff { get; }

    [UnscopedRef]
    internal ReadOnlySpan<byte> Octets => ((ReadOnlySpan<byte>)_header)[..HeaderSize];

    /// <summary>Address 1.</summary>
    internal MacAddress Receiver => MacAddress.Read(Octets[4..]);

    /// <summary>Address 2; a data frame has it.</summary>
    internal MacAddress Transmitter => MacAddress.Read(Octets[10..]);

    /// <summary>From the AP to the STA; else the other way.</summary>
    internal bool FromAp => (Octets[1] & 3) == 2;

    internal DataFlags Flags => new(Octets[1], BinaryPrimitives.ReadUInt16LittleEndian(Octets[22..]));

    private int HeaderSize { get; }

    /// <summary>Reads an encrypted data frame; an FCS at its end does no harm.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="macOffset">Where its MAC header begins.</param>
    /// <param name="glance">What it tells.</param>
    /// <returns>False where it names no BSSID and STA: with To DS and From DS, or with none of both.</returns>
    public static bool TryRead(in Frame frame, int macOffset, out DataGlance glance)
    {
        bool isOne = frame.Octets.Length >= macOffset + DataHeaderSize && (frame.Octets[macOffset + 1] & 3) is 1 or 2;
        glance = isOne ? new DataGlance(frame, macOffset, DataHeaderSize) : default;
        return isOne;
    }

    /// <summary>Reads the frame right after an encrypted data frame.</summary>
    /// <returns>False where it acknowledges nothing.</returns>
    public static bool TryReadAcknowledgement(in Frame frame, out DataGlance glance)
    {
        int macOffset = frame.MacHeaderAt;
        bool isOne = macOffset >= 0 && frame.Octets.Length >= macOffset + AckHeaderSize && frame.Octets[macOffset] is Ack or BlockAck;
        glance = isOne ? new DataGlance(frame, macOffset, AckHeaderSize) : default;
        return isOne;
    }

    [InlineArray(DataHeaderSize)]
    private struct Header
    {
        private byte _first;
    }
}
