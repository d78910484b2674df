namespace WsBridge.Testing;

/// <summary>A packet of a recording, which outlives its reader.</summary>
/// <param name="Number">The number that it has in the recording it comes from, also where it was changed or is there twice.</param>
/// <param name="TimeNanoseconds">Nanoseconds since the Unix epoch.</param>
/// <param name="LinkType">The LINKTYPE_ number.</param>
/// <param name="Octets">What was captured.</param>
/// <param name="OriginalLength">Its length on the medium.</param>
public sealed record CapturedPacket(long Number, long TimeNanoseconds, int LinkType, byte[] Octets, int OriginalLength);
