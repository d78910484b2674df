using WsBridge.Dot11;
using WsBridge.Fuzz.Seeds;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>One frame from its MAC header on: management bodies, actions, MSDUs, EAPOL and elements.</summary>
internal sealed class FrameTarget : IFuzzTarget
{
    private const int LongestSeed = 1500;
    private const int PerKind = 12;

    public IEnumerable<byte[]> Seeds() =>
        MacFrames().GroupBy(frame => MacHeader.PeekKind(frame[0])).SelectMany(kind => kind.DistinctBy(frame => frame.Length).Take(PerKind));

    public void Run(byte[] octets) => FrameTotality.Touch(octets);

    /// <summary>Frames of all recordings without what is in front of them.</summary>
    internal static IEnumerable<byte[]> MacFrames()
    {
        foreach (IReadOnlyList<CapturedPacket> packets in SeedRecordings.Recordings)
        {
            foreach (CapturedPacket packet in packets)
            {
                if (
                    LinkHeader.TryParse(packet.LinkType, packet.Octets, out LinkHeader link, out _)
                        && link.MacFrameWithoutFcs(packet.Octets).ToArray() is { Length: > 0 and <= LongestSeed } frame)
                {
                    yield return frame;
                }
            }
        }
    }
}
