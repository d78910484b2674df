using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// WPA (not RSN) with a passphrase, made with the real key: version 1 is TKIP with HMAC-MD5 and RC4, version 2 CCMP with HMAC-SHA1 and AES
/// Key Wrap.
/// </summary>
internal sealed class KeyedWpa(int version)
{
    private static readonly MacAddress Sta = Typical.Sta;
    private static readonly MacAddress Ap = Typical.Ap;

    public static readonly byte[] Gtk = Octets.Repeat(0x6B, 32);

    /// <summary>The element of the network and of its client.</summary>
    public byte[] Element { get; } = MakeElement.Wpa(pairwise: version == 1 ? 2 : 4);

    public byte[] Beacon(MacAddress? ap = null) =>
        Frame.Beacon(ap ?? Ap, [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Element]);

    public CaptureBuilder Association() =>
        new CaptureBuilder().Add(Beacon()).AddAcked(Frame.Authentication(Sta, Ap), 5)
            .AddAcked(Frame.Authentication(Sta, Ap, transaction: 2))
        .AddAcked(Frame.AssociationRequest(Sta, Ap, [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Element]))
            .AddAcked(Frame.AssociationResponse(Sta, Ap, 0, [MakeElement.SupportedRates()]));

    /// <summary>No Secure and nothing encrypted in the whole 4-way handshake; message 3 has the element and no GTK.</summary>
    public CaptureBuilder Handshake() => Association().AddAcked(M1(), 6).AddAcked(M2()).AddAcked(M3()).AddAcked(M4());

    /// <summary>The group key handshake that brings the GTK, right after.</summary>
    public CaptureBuilder WithGroup() => Handshake().AddAcked(Group1(Gtk)).AddAcked(Group2());

    public byte[] M1(ulong replay = 1) => Key(0x0088, replay, Typical.ANonce, [], withMic: false);

    public byte[] M2(ulong replay = 1, byte[]? element = null, string? passphrase = null) =>
        Key(0x0108, replay, Typical.SNonce, element ?? Element, passphrase: passphrase);

    public byte[] M3(ulong replay = 2, byte[]? element = null) => Key(0x01C8, replay, Typical.ANonce, element ?? Element);

    /// <summary>Many clients repeat their nonce in it.</summary>
    public byte[] M4(ulong replay = 2) => Key(0x0108, replay, Typical.SNonce, []);

    /// <summary>Key Index 1; the key data are the GTK alone, and no flag says that they are encrypted.</summary>
    public byte[] Group1(byte[] gtk, ulong replay = 3)
    {
        byte[] iv = Octets.Repeat(0x19, 16);
        using Ptk ptk = PtkOf();
        byte[] keyData;
        if (version == 1)
        {
            keyData = [.. gtk];
            Rc4.Apply([.. iv, .. ptk.Kek], 256, keyData);
        }
        else
        {
            keyData = MakeKeys.Wrap(ptk.Kek, gtk);
        }

        return Key(0x0390, replay, Octets.Repeat(0x66, 32), keyData, iv);
    }

    public byte[] Group2(ulong replay = 3) => Key(0x0310, replay, new byte[32], []);

    private byte[] Key(int information, ulong replay, byte[] nonce, byte[] keyData, byte[]? iv = null, bool withMic = true,
        string? passphrase = null)
    {
        var options = new EapolKeyOptions
        {
            Version = 1,
            DescriptorType = 254,
            KeyInformation = information | version,
            KeyLength = 32,
            ReplayCounter = replay,
            Nonce = nonce,
            Iv = iv ?? new byte[16],
            KeyData = keyData,
        };
        if (withMic)
        {
            using Ptk ptk = PtkOf(passphrase);
            byte[] mic = new byte[16];
            Assert.That((version == 1 ? MicAlgorithm.HmacMd5 : MicAlgorithm.HmacSha1).TryCompute(ptk.Kck, MakeEapol.Key(options), mic),
                Is.True);
            options = options with { Mic = mic };
        }

        return Frame.EapolKey(Sta, Ap, options);
    }

    private Ptk PtkOf(string? passphrase = null)
    {
        // The derivation of RSN with AKM 2: the hierarchy of WPA is the same.
        Assert.That(AkmKeys.TryGet(AkmSuite.Rsn(2), 32, version, out AkmKeys keys), Is.True);
        var ptk = new Ptk();
        ptk.Derive(keys, version == 1 ? 32 : 16, passphrase is null ? KeyedTypical.Psk : KeyedTypical.PskOf(passphrase), Ap, Sta,
            Typical.ANonce, Typical.SNonce);
        return ptk;
    }
}
