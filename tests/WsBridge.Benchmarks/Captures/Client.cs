using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>
/// A STA: associates with a 4-way handshake, roams by FT over the air. Nonces are random; names, MICs and wrapped keys are right.
/// </summary>
internal sealed class Client : IDisposable
{
    private static readonly byte[] Gtk = Octets.Repeat(0x6A, 16);

    private readonly Random _random;
    private readonly PmkR0 _r0 = new();
    private readonly PmkR1 _r1 = new();
    private readonly Ptk _ptk = new();
    private int _bss;

    public Client(int number, Random random)
    {
        _random = random;
        _bss = number % Network.Bssids.Length;
        Address = new MacAddress(0x0200_0100_0000UL | (uint)number);
        _r0.Derive(Network.Keys.Kdf, Network.Psk, Network.SsidOctets, Network.Mdid, Network.R0khIdOctets, Address);
    }

    public MacAddress Address { get; }

    /// <summary>Where it is associated.</summary>
    public MacAddress Bssid => Network.Bssids[_bss];

    /// <summary>Open authentication, association, messages 1 to 4.</summary>
    public void Associate(Air air)
    {
        (byte[] aNonce, byte[] sNonce) = NewKeys();
        Join(air);
        air.SendAcked(Message1(aNonce));
        air.SendAcked(Message2(sNonce, PmkR1Name));
        byte[] keyData = MakeKde.Pad(Octets.Join(Network.Rsne(PmkR1Name), Network.Mde, InitialFte, MakeKde.Gtk(1, Gtk)));
        air.SendAcked(Key(MakeEapol.M3(aNonce, MakeKeys.Wrap(_ptk.Kek, keyData), version: Network.KeyDescriptorVersion)));
        air.SendAcked(Key(MakeEapol.M4(version: Network.KeyDescriptorVersion)));
    }

    /// <summary>Keeps the cached PMKID beside PMKR1Name in message 2, and meets an AP that takes exactly one.</summary>
    public void AssociateInVain(Air air)
    {
        (byte[] aNonce, byte[] sNonce) = NewKeys();
        byte[] cached = RandomOctets(16);
        Join(air, cached);
        air.SendAcked(Message1(aNonce));
        air.SendAcked(Message2(sNonce, PmkR1Name, cached));
        air.SendAcked(Frame.Deauthentication(Address, Bssid, 2));
    }

    /// <summary>FT authentication and reassociation at the next BSS.</summary>
    public void Roam(Air air)
    {
        MacAddress current = Bssid;
        _bss = (_bss + 1) % Network.Bssids.Length;
        (byte[] aNonce, byte[] sNonce) = NewKeys();
        var request = new FteOptions { SNonce = sNonce, R0khId = Network.R0khId };
        FteOptions response = request with { ANonce = aNonce, R1khId = Bssid };
        FteOptions confirm = response with { ElementCount = 3 };
        FteOptions acknowledge = confirm with
        {
            MoreSubelements = MakeElement.Any(2, [1, 0, 16, .. new byte[8], .. MakeKeys.Wrap(_ptk.FteKek, Gtk)]),
        };

        byte[] r0Rsne = Network.Rsne(_r0.Name.ToArray());
        byte[] r1Rsne = Network.Rsne(PmkR1Name);
        air.SendAcked(Frame.Authentication(Address, Bssid, 2, 1, 0, r0Rsne, Network.Mde, MakeElement.Fte(request)));
        air.SendAcked(Frame.Authentication(Address, Bssid, 2, 2, 0, r0Rsne, Network.Mde, MakeElement.Fte(response)));
        air.SendAcked(Frame.ReassociationRequest(Address, Bssid, current, Network.Ssid, r1Rsne, Network.Mde,
            Fte(confirm, r1Rsne, FteMic.ReassociationRequest), Network.Capabilities));
        air.SendAcked(Frame.ReassociationResponse(Address, Bssid, 0, r1Rsne, Network.Mde,
            Fte(acknowledge, r1Rsne, FteMic.ReassociationResponse), Network.Capabilities));
    }

    public void Dispose()
    {
        _r0.Dispose();
        _r1.Dispose();
        _ptk.Dispose();
    }

    private byte[] PmkR1Name => _r1.Name.ToArray();

    /// <summary>FTE of the association response, repeated in message 2: zero but for the key holders.</summary>
    private byte[] InitialFte => MakeElement.Fte(new FteOptions { R0khId = Network.R0khId, R1khId = Bssid });

    /// <summary>New nonces, and PMK-R1 and PTK for them at the AP where the STA is.</summary>
    private (byte[] ANonce, byte[] SNonce) NewKeys()
    {
        byte[] aNonce = RandomOctets(32);
        byte[] sNonce = RandomOctets(32);
        _r1.Derive(_r0, Bssid, Address);
        _ptk.DeriveFt(Network.Keys, Network.TemporalKeyLength, _r1, sNonce, aNonce, Bssid, Address);
        return (aNonce, sNonce);
    }

    private void Join(Air air, params IReadOnlyList<byte[]> pmkids)
    {
        air.SendAcked(Frame.Authentication(Address, Bssid));
        air.SendAcked(Frame.Authentication(Address, Bssid, transaction: 2));
        air.SendAcked(Frame.AssociationRequest(Address, Bssid, Network.Ssid, Network.Rsne(pmkids), Network.Mde, Network.Capabilities));
        air.SendAcked(Frame.AssociationResponse(Address, Bssid, 0, Network.Mde, InitialFte, Network.Capabilities));
    }

    private byte[] Message1(byte[] aNonce) => Frame.EapolKey(Address, Bssid, MakeEapol.M1(aNonce, version: Network.KeyDescriptorVersion));

    private byte[] Message2(byte[] sNonce, params IReadOnlyList<byte[]> pmkids) =>
        Key(MakeEapol.M2(sNonce, Octets.Join(Network.Rsne(pmkids), Network.Mde, InitialFte), version: Network.KeyDescriptorVersion));

    /// <summary>An EAPOL-Key frame with its MIC.</summary>
    private byte[] Key(EapolKeyOptions key)
    {
        byte[] mic = new byte[Network.Keys.EapolMicLength];
        byte[] pdu = MakeEapol.Key(key with { Mic = mic });
        return Network.Keys.EapolMic.TryCompute(_ptk.Kck, pdu, mic)
            ? Frame.EapolKey(Address, Bssid, key with { Mic = mic })
            : throw new InvalidOperationException("no MIC");
    }

    private byte[] Fte(FteOptions fte, byte[] rsne, byte sequence)
    {
        byte[] mic = new byte[Network.Keys.FteMicLength];
        var covered = new FteMic
        {
            Sta = Address,
            Ap = Bssid,
            Sequence = sequence,
            Rsne = rsne,
            Mde = Network.Mde,
            Fte = MakeElement.Fte(fte with { Mic = mic }),
        };
        return covered.TryCompute(Network.Keys.FteMic, _ptk.FteKck, mic)
            ? MakeElement.Fte(fte with { Mic = mic })
            : throw new InvalidOperationException("no MIC");
    }

    private byte[] RandomOctets(int count)
    {
        byte[] octets = new byte[count];
        _random.NextBytes(octets);
        return octets;
    }
}
