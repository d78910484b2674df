using WsBridge.Analysis.Frames;
using WsBridge.Capture;
using WsBridge.Sdk;

namespace WsBridge.Pipeline;

/// <summary>The packets of a capture as analyzers take them.</summary>
public static class CaptureFrames
{
    /// <summary>The packet as a frame; valid as long as the packet.</summary>
    public static Frame ToFrame(this scoped in CaptureRecord record) => new()
    {
        Id = record.Number,
        TimeMicroseconds = FrameTime.FromNanoseconds(record.TimeNanoseconds),
        TimeNanoseconds = record.TimeNanoseconds,
        LinkType = record.LinkType,
        Sensor = record.Sensor,
        Octets = record.Octets,
        OriginalLength = record.OriginalLength,
    };
}
