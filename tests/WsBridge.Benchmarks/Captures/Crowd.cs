using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>Ever new client addresses, one after the other, written as a stream: as a file it would be of many GB.</summary>
/// <param name="Name">What the output calls it.</param>
/// <param name="Clients">How many.</param>
/// <param name="EveryNanoseconds">From one client to the next.</param>
/// <param name="Frames">What each sends and gets.</param>
internal sealed record Crowd(string Name, int Clients, long EveryNanoseconds, IReadOnlyList<FrameTemplate> Frames)
{
    private const int BeaconEveryClients = 512;

    private static readonly MacAddress Ap = Network.Bssids[0];
    private static readonly MacAddress Sta = new(0x0200_0100_0000UL);
    private static readonly long Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000_000;

    /// <summary>Random addresses that probe, and try to authenticate once.</summary>
    public static Crowd Probing { get; } = new("probing", 1_000_000, 3_600_000,
    [
        new(Frame.ProbeRequest(Sta, Network.Ssid, Network.Capabilities), fromAp: false),
        new(Frame.ProbeResponse(Sta, Ap, Network.Ssid, Network.Rsne(), Network.Mde, Network.Capabilities), fromAp: true),
        new(Frame.Authentication(Sta, Ap), fromAp: false),
    ]);

    /// <summary>A whole association with its handshake every millisecond for an hour, each of another client.</summary>
    public static Crowd Handshakes { get; } = new("a handshake every millisecond", 3_600_000, 1_000_000,
    [
        new(Frame.Authentication(Sta, Ap), fromAp: false),
        new(Frame.Authentication(Sta, Ap, transaction: 2), fromAp: true),
        new(Frame.AssociationRequest(Sta, Ap, Network.Ssid, Network.Rsne(), Network.Mde, Network.Capabilities), fromAp: false),
        new(Frame.AssociationResponse(Sta, Ap, 0, Network.Mde, InitialFte, Network.Capabilities), fromAp: true),
        Key(MakeEapol.M1(FrameTemplate.Nonce, version: Network.KeyDescriptorVersion), fromAp: true),
        Key(MakeEapol.M2(FrameTemplate.Nonce, Octets.Join(Network.Rsne(Octets.Repeat(0xB1, 16)), Network.Mde, InitialFte), Octets.Repeat(0x77, 16), Network.KeyDescriptorVersion), fromAp: false),
        Key(MakeEapol.M3(FrameTemplate.Nonce, Octets.Repeat(0xEE, 216), Octets.Repeat(0x77, 16), Network.KeyDescriptorVersion), fromAp: true),
        Key(MakeEapol.M4(Octets.Repeat(0x77, 16), Network.KeyDescriptorVersion), fromAp: false),
    ]);

    /// <summary>Writes the capture.</summary>
    /// <param name="stream">It is closed then.</param>
    /// <param name="each">Called now and then.</param>
    public void WriteTo(Stream stream, Action each)
    {
        using var writer = new PcapngWriter(stream);
        int radio = writer.AddInterface(LinkType.Radiotap);
        var beacon = new FrameTemplate(Network.Beacon(Ap), fromAp: true);
        int sequence = 0;
        for (int client = 0; client < Clients; client++)
        {
            long time = Start + (client * EveryNanoseconds);
            if (client % BeaconEveryClients == 0)
            {
                writer.WritePacket(radio, time, beacon.For(MacAddress.Broadcast, sequence++));
                each();
            }

            // Locally administered, and far apart, as random addresses are.
            var sta = new MacAddress(0x0200_0000_0000UL | ((ulong)(client + 1) * 0x9E37_79B1 & 0xFF_FFFF_FFFF));
            foreach (FrameTemplate frame in Frames)
            {
                time += EveryNanoseconds / (Frames.Count + 1);
                writer.WritePacket(radio, time, frame.For(sta, sequence++ & 0xFFF));
            }
        }
    }

    private static byte[] InitialFte => MakeElement.Fte(new FteOptions { R0khId = Network.R0khId, R1khId = Ap });

    private static FrameTemplate Key(EapolKeyOptions key, bool fromAp) => new(Frame.EapolKey(Sta, Ap, key), fromAp);
}
