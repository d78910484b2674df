using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>A frame as it was on the air, with what its receiver noted: what a transform changes.</summary>
public sealed record AirFrame
{
    private const int FlagsOffset = 8;
    private const int TsfSize = 8;

    /// <summary>The number that it has in the recording it comes from.</summary>
    public required long Number { get; init; }

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public required long TimeNanoseconds { get; init; }

    /// <summary>The MAC frame without FCS.</summary>
    public required byte[] Mac { get; init; }

    /// <summary>How many octets of it the recording had cut off.</summary>
    public int Missing { get; init; }

    /// <summary>What the radiotap header says; its flags do not make an FCS.</summary>
    public RadiotapOptions Radiotap { get; init; } = RadiotapOptions.Default;

    /// <summary>Octets after the MAC frame that are an FCS, right or wrong; empty for none.</summary>
    public byte[] Fcs { get; init; } = [];

    /// <summary>Type and subtype.</summary>
    public FrameKind Kind => MacHeader.PeekKind(Mac[0]);

    /// <summary>The frames of a recording, without those whose FCS is wrong.</summary>
    public static IReadOnlyList<AirFrame> Of(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return [.. recording.Packets.Select(Read).OfType<AirFrame>()];
    }

    /// <summary>The frames as a recording with radiotap headers.</summary>
    public static Recording ToRecording(string name, IEnumerable<AirFrame> frames) =>
        new(name, [.. frames.Select(frame => frame.ToPacket())]);

    /// <summary>The right FCS for the frame, least significant octet first.</summary>
    public byte[] RightFcs()
    {
        var fcs = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(fcs, MakeRadiotap.Fcs(Mac));
        return fcs;
    }

    /// <summary>The frame behind its radiotap header.</summary>
    public CapturedPacket ToPacket()
    {
        var header = MakeRadiotap.Wrap([], Radiotap with { Flags = Radiotap.Flags is null ? null : 0 });
        if (Radiotap.Flags is { } flags)
        {
            header[FlagsOffset + (Radiotap.Tsf is null ? 0 : TsfSize)] = (byte)flags;
        }

        byte[] octets = [.. header, .. Mac, .. Fcs];
        return new CapturedPacket(Number, TimeNanoseconds, LinkTypes.Radiotap, octets, octets.Length + Missing);
    }

    private static AirFrame? Read(CapturedPacket packet)
    {
        if (!LinkHeader.TryParse(packet.LinkType, packet.Octets, out var link, out _) || link.BadFcs == true)
        {
            return null;
        }

        var mac = link.MacFrameWithoutFcs(packet.Octets, packet.OriginalLength);
        return mac.IsEmpty ? null : new AirFrame
        {
            Number = packet.Number,
            TimeNanoseconds = packet.TimeNanoseconds,
            Mac = mac.ToArray(),
            Missing = packet.OriginalLength - packet.Octets.Length,
            Radiotap = new RadiotapOptions { FrequencyMHz = link.FrequencyMHz, SignalDbm = link.SignalDbm, Tsf = link.Tsf, Flags = 0 },
        };
    }
}
