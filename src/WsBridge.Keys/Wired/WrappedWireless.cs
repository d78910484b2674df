using System.Buffers.Binary;
using WsBridge.Capture;

namespace WsBridge.Keys.Wired;

/// <summary>Tells by port and shape what access points and sensors wrap 802.11 frames in when they send them over a wire.</summary>
/// <remarks>It only names them. Ports: those that Wireshark's dissectors of these protocols are registered for.</remarks>
public static class WrappedWireless
{
    private const int PeekRemotePort = 5000;
    private const int ArubaErmPort = 5555;
    private const int CapwapDataPort = 5247;
    private const int TzspPort = 37008;

    /// <summary>Header of the older PEEKREMOTE; its octets 2 to 5 are the length of the frame and of what is here of it.</summary>
    private const int PeekRemoteHeader = 20;

    private const int FcsSize = 4;

    /// <summary>Shorter than this there is no 802.11 frame in it.</summary>
    private const int ShortestFrame = 10;

    private static ReadOnlySpan<byte> PeekRemoteMagic => [0x00, 0xFF, 0xAB, 0xCD];

    /// <summary>What a packet of a wired capture looks like, e.g. "PEEKREMOTE on UDP 5000"; null when it looks like none of them.</summary>
    public static string? NameOf(in CaptureRecord record)
    {
        if (new UdpReader().Read(record) is not { } datagram || datagram.Payload is not { Length: > ShortestFrame } payload)
        {
            return null;
        }

        return datagram.Destination.Port switch
        {
            PeekRemotePort when IsPeekRemote(payload) => $"PEEKREMOTE on UDP {PeekRemotePort}",
            TzspPort when payload[0] == 1 => $"TZSP on UDP {TzspPort}",
            ArubaErmPort => $"Aruba ERM on UDP {ArubaErmPort}",
            CapwapDataPort => $"CAPWAP data on UDP {CapwapDataPort}",
            _ when datagram.Source.Port == CapwapDataPort => $"CAPWAP data on UDP {CapwapDataPort}",
            _ => null,
        };
    }

    /// <summary>The newer version begins with a magic number; in the older one a length agrees with what is there, with or without its FCS.</summary>
    private static bool IsPeekRemote(ReadOnlySpan<byte> payload) =>
        payload.StartsWith(PeekRemoteMagic)
        || (payload.Length > PeekRemoteHeader + ShortestFrame && (IsLengthOfFrame(payload, 2) || IsLengthOfFrame(payload, 4)));

    private static bool IsLengthOfFrame(ReadOnlySpan<byte> payload, int offset)
    {
        int frame = payload.Length - PeekRemoteHeader;
        int length = BinaryPrimitives.ReadUInt16BigEndian(payload[offset..]);
        return length == frame || length == frame - FcsSize;
    }
}
