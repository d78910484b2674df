using WsBridge.Analysis.Frames;
using WsBridge.Sdk;

namespace WsBridge.Extcap.Capturing;

/// <summary>A packet on its way to Wireshark.</summary>
/// <param name="linkType">Its LINKTYPE_ number.</param>
/// <param name="timeNanoseconds">Since the Unix epoch.</param>
/// <param name="octets">What was captured of it.</param>
/// <param name="originalLength">Its length before it was cut.</param>
internal readonly ref struct OutgoingPacket(int linkType, long timeNanoseconds, ReadOnlySpan<byte> octets, int originalLength)
{
    private readonly ReadOnlySpan<byte> _octets = octets;

    /// <summary>When it came, by this machine's clock, where it was held since: marks set later are not on it.</summary>
    public DateTimeOffset Came { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>As the analysis takes it.</summary>
    public Frame ToFrame(long number) => new()
    {
        Id = number,
        TimeMicroseconds = FrameTime.FromNanoseconds(timeNanoseconds),
        LinkType = linkType,
        Octets = _octets,
        OriginalLength = originalLength,
    };
}
