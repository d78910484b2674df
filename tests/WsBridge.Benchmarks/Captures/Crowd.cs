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
    private const int HashToElement = 126; // status SAE_HASH_TO_ELEMENT
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
        Key(MakeEapol.M2(FrameTemplate.Nonce, Octets.Join(Network.Rsne(Octets.Repeat(0xB1, 16)), Network.Mde, InitialFte),
            Octets.Repeat(0x77, 16), Network.KeyDescriptorVersion), fromAp: false),
        Key(MakeEapol.M3(FrameTemplate.Nonce, Octets.Repeat(0xEE, 216), Octets.Repeat(0x77, 16), Network.KeyDescriptorVersion),
            fromAp: true),
        Key(MakeEapol.M4(Octets.Repeat(0x77, 16), Network.KeyDescriptorVersion), fromAp: false),
    ]);

    /// <summary>
    /// Multi-link clients, each with two links to an AP MLD of which one is heard: SAE-EXT-KEY and a whole handshake.
    /// </summary>
    public static Crowd MultiLink { get; } = new("multi-link", 10_000, 6_000_000,
    [
        new(Frame.Sae(Sta, Ap, false, 1, HashToElement, [.. Commit, .. MakeElement.MultiLink(FrameTemplate.Mld, null)]), fromAp: false),
        new(Frame.Sae(Sta, Ap, true, 1, HashToElement, [.. Commit, .. MakeElement.MultiLink(ApMld, null)]), fromAp: true),
        new(Frame.Sae(Sta, Ap, false, 2, 0, [.. Confirm, .. MakeElement.MultiLink(FrameTemplate.Mld, null)]), fromAp: false),
        new(Frame.Sae(Sta, Ap, true, 2, 0, [.. Confirm, .. MakeElement.MultiLink(ApMld, null)]), fromAp: true),
        new(
            Frame.AssociationRequest(
                Sta,
                Ap,
                Network.Ssid,
                ExtKey,
                Network.Capabilities,
                MakeElement.MultiLink(FrameTemplate.Mld, null, (1, FrameTemplate.OtherLink, []))),
            fromAp: false),
        new(
            Frame.AssociationResponse(
                Sta, Ap, 0, Network.Capabilities, MakeElement.MultiLink(ApMld, 0, (1, Network.Bssids[1], Octets.Repeat(0, 4)))),
            fromAp: true),
        Key(MakeEapol.M1(FrameTemplate.Nonce, MakeKde.Mac(ApMld), version: 0), fromAp: true),
        Key(
            MakeEapol.M2(
                FrameTemplate.Nonce,
                [.. ExtKey, .. MakeKde.Mac(FrameTemplate.Mld), .. MakeKde.MloLink(1, FrameTemplate.OtherLink)],
                Octets.Repeat(0x77, 16),
                version: 0),
            fromAp: false),
        Key(MakeEapol.M3(FrameTemplate.Nonce, Octets.Repeat(0xEE, 216), Octets.Repeat(0x77, 16), version: 0), fromAp: true),
        Key(MakeEapol.M4(Octets.Repeat(0x77, 16), version: 0) with { KeyData = MakeKde.Mac(FrameTemplate.Mld) }, fromAp: false),
    ]);

    /// <summary>The capture as a file in this folder, written first when it is not there.</summary>
    public string In(string folder)
    {
        string path = Path.Combine(folder, Name + ".pcapng");
        if (!File.Exists(path))
        {
            WriteTo(File.Create(path + ".part"), static () => { });
            File.Move(path + ".part", path);
        }

        return path;
    }

    /// <summary>Writes the capture.</summary>
    /// <param name="stream">It is closed then.</param>
    /// <param name="each">Called now and then.</param>
    public void WriteTo(Stream stream, Action each)
    {
        using var writer = new PcapngWriter(stream);
        int radio = writer.AddInterface(LinkTypes.Radiotap);
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

    private static MacAddress ApMld => new(0x0200_00A9_0000UL);

    private static byte[] ExtKey => MakeElement.Rsne(24, 0x00C0);

    // Group 19: scalar and element; Send-Confirm and Confirm.
    private static byte[] Commit => [19, 0, .. Octets.Repeat(0x5C, 32), .. Octets.Repeat(0x5E, 64)];

    private static byte[] Confirm => [1, 0, .. Octets.Repeat(0x5F, 32)];

    private static byte[] InitialFte => MakeElement.Fte(new FteOptions { R0khId = Network.R0khId, R1khId = Ap });

    private static FrameTemplate Key(EapolKeyOptions key, bool fromAp) => new(Frame.EapolKey(Sta, Ap, key), fromAp);
}
