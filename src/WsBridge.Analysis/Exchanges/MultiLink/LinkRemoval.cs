using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>An AP MLD announces that a link goes.</summary>
/// <param name="LinkId">Link ID.</param>
/// <param name="Bssid">The BSSID of that link; null where no frame has told it.</param>
/// <param name="Intervals">AP Removal Timer: Beacon intervals until it is gone.</param>
/// <param name="DueMicroseconds">When that is, in microseconds since the Unix epoch.</param>
/// <param name="ToldBy">The frame that says so, of several the latest.</param>
public readonly record struct LinkRemoval(int LinkId, MacAddress? Bssid, ushort Intervals, long DueMicroseconds, FrameRef ToldBy);
