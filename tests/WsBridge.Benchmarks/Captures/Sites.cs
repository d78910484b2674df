using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>
/// An hour of several sites on one sensor: at each, clients associate with a handshake and roam by FT soon after, and the sites take turns
/// frame by frame, so that as many handshakes run at once as there are sites.
/// </summary>
/// <param name="Count">How many sites, of four BSSs each.</param>
/// <param name="ClientsOfEach">Clients of each site.</param>
internal sealed record Sites(int Count, int ClientsOfEach)
{
    private const long Duration = 3_600_000_000_000; // nanoseconds
    private const long BetweenFrames = 5_000_000;
    private const int RoamsAfterClients = 10;
    private const int BeaconEveryClients = 10;
    private const int FaultEveryClients = 32;

    private static readonly MacAddress Sta = new(0x0200_0100_0000UL);
    private static readonly MacAddress Ap = Network.Bssids[0];
    private static readonly MacAddress NextAp = Network.Bssids[1];
    private static readonly long Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000_000;
    private static readonly byte[] PmkR1Name = Octets.Repeat(0xB1, 16);
    private static readonly byte[] Mic = Octets.Repeat(0x77, 16);
    private static readonly FteOptions Fte = new() { R0khId = Network.R0khId };
    private static readonly FteOptions Request = Fte with { SNonce = FrameTemplate.Nonce };
    private static readonly FteOptions Response = Request with { ANonce = FrameTemplate.Nonce, R1khId = NextAp };
    private static readonly byte[] Confirm = MakeElement.Fte(Response with { ElementCount = 3, Mic = Mic });
    private static readonly byte[] InitialFte = MakeElement.Fte(Fte with { R1khId = Ap });

    private static readonly FrameTemplate[] Beacons =
        [.. Network.Bssids.Select(bssid => new FrameTemplate(Network.Beacon(bssid), fromAp: true))];

    private static readonly FrameTemplate[] Association =
    [
        new(Frame.Authentication(Sta, Ap), fromAp: false),
        new(Frame.Authentication(Sta, Ap, transaction: 2), fromAp: true),
        new(Frame.AssociationRequest(Sta, Ap, Network.Ssid, Network.Rsne(), Network.Mde, Network.Capabilities), fromAp: false),
        new(Frame.AssociationResponse(Sta, Ap, 0, Network.Mde, InitialFte, Network.Capabilities), fromAp: true),
        Key(MakeEapol.M1(FrameTemplate.Nonce, version: Network.KeyDescriptorVersion), fromAp: true),
        Key(Message2(PmkR1Name), fromAp: false),
        Key(MakeEapol.M3(FrameTemplate.Nonce, Octets.Repeat(0xEE, 216), Mic, Network.KeyDescriptorVersion), fromAp: true),
        Key(MakeEapol.M4(Mic, Network.KeyDescriptorVersion), fromAp: false),
    ];

    /// <summary>Message 2 carries a second PMKID, and the AP gives up.</summary>
    private static readonly FrameTemplate[] Failure =
    [
        .. Association[..5],
        Key(Message2(PmkR1Name, Octets.Repeat(0xC2, 16)), fromAp: false),
        new(Frame.Deauthentication(Sta, Ap, 2), fromAp: true),
    ];

    private static readonly FrameTemplate[] Roam =
    [
        new(Frame.Authentication(Sta, NextAp, 2, 1, 0, Network.Rsne(PmkR1Name), Network.Mde, MakeElement.Fte(Request)), fromAp: false),
        new(Frame.Authentication(Sta, NextAp, 2, 2, 0, Network.Rsne(PmkR1Name), Network.Mde, MakeElement.Fte(Response)), fromAp: true),
        new(Frame.ReassociationRequest(Sta, NextAp, Ap, Network.Ssid, Network.Rsne(PmkR1Name), Network.Mde, Confirm, Network.Capabilities),
            fromAp: false),
        new(Frame.ReassociationResponse(Sta, NextAp, 0, Network.Rsne(PmkR1Name), Network.Mde, Confirm, Network.Capabilities), fromAp: true),
    ];

    /// <summary>Clients of all sites.</summary>
    public int Clients => Count * ClientsOfEach;

    /// <summary>Writes the capture.</summary>
    /// <param name="stream">It is closed then.</param>
    /// <param name="each">Called now and then.</param>
    public void WriteTo(Stream stream, Action each)
    {
        using var writer = new PcapngWriter(stream);
        int radio = writer.AddInterface(LinkTypes.Radiotap);
        MacAddress[][] bssids = [.. Enumerable.Range(0, Count).Select(BssidsOf)];
        int sequence = 0;
        long time = 0;

        void Send(ReadOnlySpan<byte> packet) => writer.WritePacket(radio, Start + time, packet);

        // The n-th client of every site, all at once.
        void SendAll(FrameTemplate[] frames, int client)
        {
            foreach (FrameTemplate frame in frames)
            {
                for (int site = 0; site < Count; site++)
                {
                    Send(frame.For(ClientOf(site, client), sequence & 0xFFF, bssids[site]));
                }

                sequence++;
                time += BetweenFrames;
            }
        }

        for (int client = 0; client < ClientsOfEach; client++)
        {
            time = Math.Max(time, client * (Duration / ClientsOfEach));
            if (client % BeaconEveryClients == 0)
            {
                for (int site = 0; site < Count; site++)
                {
                    foreach (FrameTemplate beacon in Beacons)
                    {
                        Send(beacon.For(MacAddress.Broadcast, sequence & 0xFFF, bssids[site]));
                    }
                }

                sequence++;
                each();
            }

            if (client % FaultEveryClients == 0)
            {
                SendAll(Failure, client);
            }

            SendAll(Association, client);
            if (client >= RoamsAfterClients)
            {
                SendAll(Roam, client - RoamsAfterClients);
            }
        }
    }

    private static EapolKeyOptions Message2(params IReadOnlyList<byte[]> pmkids) => MakeEapol.M2(FrameTemplate.Nonce,
        Octets.Join(Network.Rsne(pmkids), Network.Mde, InitialFte), Mic, Network.KeyDescriptorVersion);

    private static FrameTemplate Key(EapolKeyOptions key, bool fromAp) => new(Frame.EapolKey(Sta, Ap, key), fromAp);

    private static MacAddress[] BssidsOf(int site) =>
        [.. Network.Bssids.Select(bssid => new MacAddress(bssid.Value + ((ulong)site << 8)))];

    /// <summary>Locally administered, and far apart, as random addresses are.</summary>
    private MacAddress ClientOf(int site, int client) =>
        new(0x0200_0000_0000UL | ((ulong)((site * ClientsOfEach) + client + 1) * 0x9E37_79B1 & 0xFF_FFFF_FFFF));
}
