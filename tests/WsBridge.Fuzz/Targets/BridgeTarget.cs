using System.Buffers.Binary;
using WsBridge.Fuzz.Seeds;
using WsBridge.Host;
using WsBridge.Pipeline;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>
/// What a client sends to the analyzer after its greeting. What it is answered can be read as PROTOCOL.md has it, by a reader of our own
/// here, and owns to no fault. A stub that is answered rubbish has a test in tshark.
/// </summary>
internal sealed class BridgeTarget : IFuzzTarget
{
    private const int FramesOfSeed = 20;
    private const int MostSeeds = 60;
    private const int LongestFrame = 400;

    private readonly WifiAnalyzer _analyzer = new();
    private readonly Schema _schema;

    public BridgeTarget() => _schema = new Schema([_analyzer]);

    public IEnumerable<byte[]> Seeds() =>
        SeedRecordings.Recordings.Take(MostSeeds)
            .Select(packets => SeedOf([.. packets.Where(packet => packet.Octets.Length <= LongestFrame).Take(FramesOfSeed)]));

    public void Run(byte[] octets)
    {
        using var deadline = new Deadline(TimeProvider.System, TimeSpan.FromMinutes(1), () => { });
        using var request = new MemoryStream([.. "WSBR"u8, BridgeServer.ProtocolVersion, .. _schema.Hash.Span, 4, .. "fuzz"u8, .. octets]);
        using var reply = new MemoryStream();
        bool isWelcome = new Session(_analyzer, _schema, deadline).Run(request, reply, () => { });
        FaultException.Unless(isWelcome, "turned away");
        BridgeAnswers.Check(reply.ToArray(), _analyzer);
    }

    private static byte[] SeedOf(IReadOnlyList<CapturedPacket> packets)
    {
        var requests = new OctetWriter();
        if (packets.Count % 2 == 0)
        {
            Request(requests, 13, [0, 0, 0, 4]); // Of fields the rule and the message alone are shown.
        }

        foreach ((CapturedPacket packet, int index) in packets.Select((packet, index) => (packet, index)))
        {
            byte[] octets = packet.Octets;
            byte[] time = new byte[8];
            BinaryPrimitives.WriteDoubleBigEndian(time, packet.TimeNanoseconds / 1000);
            byte[] head = new OctetWriter()
                .U32BigEndian((uint)index + 1)
                .U16BigEndian(packet.LinkType)
                .Add(time)
                .U32BigEndian((uint)packet.OriginalLength)
                .ToArray();
            _ = (index % 5) switch
            {
                0 => Request(requests, 2, [.. head, .. octets]),
                1 => Request(requests, 1, [.. head, .. octets]),
                2 => Request(requests, 7, [.. head, 8, 1, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 2, 1, 2, .. octets]),
                3 => Request(requests, 9, [.. head[4..6], .. time, .. head[14..], .. octets]),
                _ => Request(requests, 4, [.. head[4..6], .. octets]),
            };
        }

        Request(requests, 5, []);
        Request(requests, 11, []);
        Request(requests, 3, []);
        Request(requests, 10, []);
        return requests.ToArray();
    }

    private static OctetWriter Request(OctetWriter to, int type, byte[] body) => to.U8(type).U32BigEndian((uint)body.Length).Add(body);
}
