using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Dot11;
using WsBridge.Fuzz.Seeds;
using WsBridge.Keys;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>
/// Packets of a wire: tunnels, fragments and what wireless frames are wrapped in; and what a plugin's choice of traffic reads of any
/// packet.
/// </summary>
internal sealed class WiredTarget : IFuzzTarget, IDisposable
{
    private const int PerSeed = 6;

    private readonly Lazy<ScratchFile> _capture = new(static () => new ScratchFile("wired.pcapng"));
    private readonly Lazy<ScratchFile> _secret = new(static () =>
    {
        var file = new ScratchFile("secret");
        file.Write("secret"u8);
        return file;
    });

    public IEnumerable<byte[]> Seeds() =>
        SeedRecordings.In("radius").Concat(SeedRecordings.In("field")).Concat(SeedRecordings.In("synthetic"))
        .Select(packets => PacketList.Write(packets.DistinctBy(packet => packet.Octets.Length).Take(PerSeed)));

    public void Run(byte[] octets)
    {
        List<CapturedPacket> packets = PacketList.Read(octets);
        byte[] file = new Recording("wired", packets).ToArray();
        using (CaptureReader reader = CaptureReader.Open(new MemoryStream(file), "wired"))
        {
            var selector = new InterestSelector(s_interest);
            var unwrapper = new Unwrapper(isAnyPort: true);
            while (reader.TryRead(out CaptureRecord record))
            {
                if (unwrapper.TryUnwrap(record, out CaptureRecord inner))
                {
                    FaultException.Unless(inner.Octets.Length <= inner.OriginalLength, "the frame inside has more octets than it had");
                    FaultException.Unless(LinkHeader.TryParse(inner.LinkType, inner.Octets, out _, out _),
                        "the frame inside has a header that cannot be read");
                }

                var frame = new Sdk.Frame
                {
                    Id = record.Number,
                    TimeMicroseconds = record.TimeNanoseconds / 1000,
                    LinkType = record.LinkType,
                    Octets = record.Octets,
                    OriginalLength = record.OriginalLength,
                };
                _ = frame.Flow?.ToString();
                if (selector.Wants(frame, out Sdk.Frame chosen) && chosen.PayloadOffset < Sdk.Frame.DetachedPayload)
                {
                    FaultException.Unless(
                        chosen.PayloadOffset >= 0 && chosen.PayloadOffset + chosen.Payload.Length <= frame.Octets.Length,
                        "the payload reaches over the packet");
                }
            }
        }

        _capture.Value.Write(file);
        using LoadedKeys loaded = LoadedKeys.From(
            new KeySources { RadiusCaptures = [_capture.Value.Path], RadiusSecretFile = _secret.Value.Path });
        FaultException.Unless(loaded.Table.Keys.Count == 0, "a key of packets that nobody signed");
    }

    public void Dispose()
    {
        foreach (Lazy<ScratchFile> file in (Lazy<ScratchFile>[])[_capture, _secret])
        {
            if (file.IsValueCreated)
            {
                file.Value.Dispose();
            }
        }
    }

    private static readonly FrameInterest s_interest = new(static _ => FrameChoice.Send)
    {
        Traffic = [Traffic.UdpPort(1812), Traffic.TcpPort(2083), Traffic.EtherType(0x888E), Traffic.IpProtocol(50), Traffic.LinkType(147)],
    };
}
