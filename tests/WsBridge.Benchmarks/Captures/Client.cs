using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>A STA: associates with a 4-way handshake, roams by FT over the air. What keys would make is random, and consistent.</summary>
internal sealed class Client
{
    private readonly Random _random;
    private readonly byte[] _pmkR0Name;
    private int _bss;

    public Client(int number, Random random)
    {
        _random = random;
        _bss = number % Network.Bssids.Length;
        _pmkR0Name = RandomOctets(16);
        Address = new MacAddress(0x0200_0100_0000UL | (uint)number);
    }

    public MacAddress Address { get; }

    /// <summary>Where it is associated.</summary>
    public MacAddress Bssid => Network.Bssids[_bss];

    /// <summary>Open authentication, association, messages 1 to 4.</summary>
    public void Associate(Air air)
    {
        byte[] aNonce = RandomOctets(32);
        Join(air);
        air.SendAcked(Message1(aNonce));
        air.SendAcked(Message2(PmkR1Name));
        air.SendAcked(Key(MakeEapol.M3(aNonce, RandomOctets(216), RandomOctets(16), Network.KeyDescriptorVersion)));
        air.SendAcked(Key(MakeEapol.M4(RandomOctets(16), Network.KeyDescriptorVersion)));
    }

    /// <summary>Keeps the cached PMKID beside PMKR1Name in message 2, and meets an AP that takes exactly one.</summary>
    public void AssociateInVain(Air air)
    {
        byte[] cached = RandomOctets(16);
        Join(air, cached);
        air.SendAcked(Message1(RandomOctets(32)));
        air.SendAcked(Message2(PmkR1Name, cached));
        air.SendAcked(Frame.Deauthentication(Address, Bssid, 2));
    }

    /// <summary>FT authentication and reassociation at the next BSS.</summary>
    public void Roam(Air air)
    {
        MacAddress current = Bssid;
        _bss = (_bss + 1) % Network.Bssids.Length;
        var request = new FteOptions { SNonce = RandomOctets(32), R0khId = Network.R0khId };
        FteOptions response = request with { ANonce = RandomOctets(32), R1khId = Bssid };
        FteOptions confirm = response with { ElementCount = 3, Mic = RandomOctets(16) };
        FteOptions acknowledge = confirm with { Mic = RandomOctets(16), MoreSubelements = MakeElement.Any(2, [1, 0, 16, .. new byte[8], .. RandomOctets(24)]) };

        air.SendAcked(Frame.Authentication(Address, Bssid, 2, 1, 0, Network.Rsne(_pmkR0Name), Network.Mde, MakeElement.Fte(request)));
        air.SendAcked(Frame.Authentication(Address, Bssid, 2, 2, 0, Network.Rsne(_pmkR0Name), Network.Mde, MakeElement.Fte(response)));
        air.SendAcked(Frame.ReassociationRequest(Address, Bssid, current, Network.Ssid, Network.Rsne(PmkR1Name), Network.Mde, MakeElement.Fte(confirm), Network.Capabilities));
        air.SendAcked(Frame.ReassociationResponse(Address, Bssid, 0, Network.Rsne(PmkR1Name), Network.Mde, MakeElement.Fte(acknowledge), Network.Capabilities));
    }

    /// <summary>Another one at each AP, and the same when the STA comes back.</summary>
    private byte[] PmkR1Name => [(byte)(_pmkR0Name[0] ^ (_bss + 1)), .. _pmkR0Name[1..]];

    /// <summary>FTE of the association response, repeated in message 2: zero but for the key holders.</summary>
    private byte[] InitialFte => MakeElement.Fte(new FteOptions { R0khId = Network.R0khId, R1khId = Bssid });

    private void Join(Air air, params IReadOnlyList<byte[]> pmkids)
    {
        air.SendAcked(Frame.Authentication(Address, Bssid));
        air.SendAcked(Frame.Authentication(Address, Bssid, transaction: 2));
        air.SendAcked(Frame.AssociationRequest(Address, Bssid, Network.Ssid, Network.Rsne(pmkids), Network.Mde, Network.Capabilities));
        air.SendAcked(Frame.AssociationResponse(Address, Bssid, 0, Network.Mde, InitialFte, Network.Capabilities));
    }

    private byte[] Message1(byte[] aNonce) => Key(MakeEapol.M1(aNonce, version: Network.KeyDescriptorVersion));

    private byte[] Message2(params IReadOnlyList<byte[]> pmkids) => Key(MakeEapol.M2(
        RandomOctets(32),
        Octets.Join(Network.Rsne(pmkids), Network.Mde, InitialFte),
        RandomOctets(16),
        Network.KeyDescriptorVersion));

    private byte[] Key(EapolKeyOptions key) => Frame.EapolKey(Address, Bssid, key);

    private byte[] RandomOctets(int count)
    {
        byte[] octets = new byte[count];
        _random.NextBytes(octets);
        return octets;
    }
}
