using WsBridge.Testing;

namespace WsBridge.Fuzz.Seeds;

/// <summary>Packets as the analysis takes them.</summary>
internal static class CapturedPacketFrame
{
    /// <summary>The packet as a frame.</summary>
    public static Sdk.Frame ToFrame(this CapturedPacket packet) => new()
    {
        Id = packet.Number,
        TimeMicroseconds = packet.TimeNanoseconds / 1000,
        LinkType = packet.LinkType,
        Octets = packet.Octets,
        OriginalLength = packet.OriginalLength,
    };
}
