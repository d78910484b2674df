using System.Text;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// What the PTK of a <see cref="KeyedTypical"/> exchange is derived from and its MIC is made with; a scenario changes the one thing that it
/// is about.
/// </summary>
internal sealed record Making
{
    /// <summary>The key: a PMK, or an XXKey with FT; null for the one of the network.</summary>
    public byte[]? Pmk { get; init; }

    public string Ssid { get; init; } = Typical.NetworkName;

    public ushort Mdid { get; init; } = 0x0102;

    public string R0khId { get; init; } = Typical.R0khId;

    /// <summary>R1KH-ID; null for the BSSID.</summary>
    public MacAddress? R1khId { get; init; }

    public MacAddress Ap { get; init; } = Typical.Ap;

    /// <summary>AKM whose derivation is taken; null for the one of the network.</summary>
    public int? Derivation { get; init; }

    public byte[] ANonce { get; init; } = Typical.ANonce;

    public byte[] SNonce { get; init; } = Typical.SNonce;

    public bool WithKdk { get; init; }

    /// <summary>Algorithm of the MIC; null for the one of the AKM.</summary>
    public MicAlgorithm? Algorithm { get; init; }

    /// <summary>What becomes of the EAPOL PDU, its MIC field zero, before the MIC is made over it.</summary>
    public Func<byte[], byte[]> Covered { get; init; } = static pdu => pdu;
}

/// <summary>A <see cref="Typical"/> exchange whose names, MICs and key data are made with a real key: for rules that need keys.</summary>
internal sealed class KeyedTypical(int akm)
{
    public const string Passphrase = "scenario passphrase";

    public static readonly byte[] NetworkSsid = Encoding.ASCII.GetBytes(Typical.NetworkName);
    public static readonly byte[] Psk = PskOf(Passphrase);
    public static readonly byte[] Gtk = Octets.Repeat(0x6A, 16);

    public Typical Typical { get; } = new(akm);

    /// <summary>The key of the network: a PMK, or an XXKey with FT.</summary>
    public byte[] Pmk { get; init; } = Psk;

    /// <summary>As a user gives it: the passphrase of the SSID.</summary>
    public static KnownKey GivenPassphrase =>
        new(KeyKind.Passphrase, Encoding.ASCII.GetBytes(Passphrase), "keys.txt, line 1", new KeyBinding { Ssid = NetworkSsid });

    public static byte[] PskOf(string passphrase, string ssid = Typical.NetworkName)
    {
        byte[] psk = new byte[32];
        Dot11.Keys.Psk.Derive(Encoding.ASCII.GetBytes(passphrase), Encoding.ASCII.GetBytes(ssid), psk);
        return psk;
    }

    /// <summary>PMKR0Name of the STA in the mobility domain.</summary>
    public byte[] PmkR0Name => R0Of(new Making()).Name.ToArray();

    /// <summary>PMKR1Name at an AP.</summary>
    public byte[] PmkR1Name(MacAddress? ap = null)
    {
        using var r1 = new PmkR1();
        using PmkR0 r0 = R0Of(new Making());
        r1.Derive(r0, ap ?? Typical.Ap, Typical.Sta);
        return r1.Name.ToArray();
    }

    /// <summary>PMKR1Name with names of another hash than the AKM's.</summary>
    public byte[] PmkR1NameBy(KeyHash hash)
    {
        using var r1 = new PmkR1();
        using PmkR0 r0 = R0Of(new Making());
        r0.NameBy(hash);
        r1.Derive(r0, Typical.Ap, Typical.Sta);
        return r1.Name.ToArray();
    }

    /// <summary>FTE of the association response, with a MIC field as long as the AKM's.</summary>
    public byte[] InitialFte =>
        MakeElement.Fte(new FteOptions { Mic = new byte[KeysOf(akm, Pmk).FteMicLength], R0khId = Typical.R0khId, R1khId = Typical.Ap });

    /// <summary>Beacon, open authentication and association, up to the response.</summary>
    public CaptureBuilder Association() =>
        new CaptureBuilder().Add(Typical.Beacon()).AddAcked(Typical.AuthRequest(), 5).AddAcked(Typical.AuthResponse())
            .AddAcked(Typical.AssocRequest())
            .AddAcked(Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, [MakeElement.SupportedRates(), .. MdeAndFte]));

    /// <summary>RSNE of message 2: with PMKR1Name under FT.</summary>
    public byte[] M2Rsne => Typical.IsFt ? Typical.Rsne(PmkR1Name()) : Typical.Rsne();

    public byte[] M1(ulong replay = 1, byte[]? aNonce = null, byte[]? pmkid = null) =>
        Frame.EapolKey(Typical.Sta, Typical.Ap,
            MakeEapol.M1(aNonce ?? Typical.ANonce, pmkid is null ? null : MakeKde.Pmkid(pmkid), Version, replay));

    /// <summary>Message 2, made as it should be or with one thing wrong; <paramref name="mic"/> overrides what comes of it.</summary>
    public byte[] M2(ulong replay = 1, Making? made = null, byte[]? mic = null, byte[]? rsne = null, byte[]? sNonce = null)
    {
        made ??= new Making();
        byte[] keyData = Octets.Join([rsne ?? M2Rsne, .. MdeAndFte]);
        return Frame.EapolKey(Typical.Sta, Typical.Ap,
            WithMic(MakeEapol.M2(sNonce ?? Typical.SNonce, keyData, null, Version, replay), made, mic));
    }

    /// <summary>Message 3 with RSNE and GTK, and under FT MDE and FTE, wrapped.</summary>
    public byte[] M3(ulong replay = 2, byte[]? keyData = null, Making? made = null, byte[]? aNonce = null)
    {
        made ??= new Making();
        using Ptk ptk = PtkOf(made);
        byte[] plain = keyData ?? Octets.Join([M2Rsne, .. MdeAndFte, MakeKde.Gtk(1, Gtk)]);
        return Frame.EapolKey(Typical.Sta, Typical.Ap,
            WithMic(MakeEapol.M3(aNonce ?? Typical.ANonce, MakeKeys.Wrap(ptk.Kek, MakeKde.Pad(plain)), null, Version, replay), made));
    }

    public byte[] M4(ulong replay = 2, Making? made = null, byte[]? mic = null) =>
        Frame.EapolKey(Typical.Sta, Typical.Ap, WithMic(MakeEapol.M4(null, Version, replay), made ?? new Making(), mic));

    /// <summary>Message 1 of the group key handshake with a GTK, wrapped.</summary>
    public byte[] Group1(byte[] gtk, ulong replay = 3, byte[]? mic = null) => Group1With(MakeKde.Gtk(2, gtk), replay, mic);

    /// <summary>Message 1 of the group key handshake with these KDEs, wrapped.</summary>
    public byte[] Group1With(byte[] keyData, ulong replay = 3, byte[]? mic = null)
    {
        using Ptk ptk = PtkOf(new Making());
        return Frame.EapolKey(Typical.Sta, Typical.Ap,
            WithMic(MakeEapol.Group1(MakeKeys.Wrap(ptk.Kek, MakeKde.Pad(keyData)), null, Version, replay), new Making(), mic));
    }

    /// <summary>Message 2 of the group key handshake with these KDEs.</summary>
    public byte[] Group2With(byte[] keyData, ulong replay = 3) => Frame.EapolKey(Typical.Sta, Typical.Ap,
        WithMic(MakeEapol.Group2(null, Version, replay) with { KeyData = keyData }, new Making()));

    /// <summary>Message 2 of the group key handshake.</summary>
    public byte[] Group2(ulong replay = 3, byte[]? mic = null) =>
        Frame.EapolKey(Typical.Sta, Typical.Ap, WithMic(MakeEapol.Group2(null, Version, replay), new Making(), mic));

    /// <summary>Association with a handshake in which everything is as it should be.</summary>
    public CaptureBuilder Handshake() => Association().AddAcked(M1()).AddAcked(M2()).AddAcked(M3()).AddAcked(M4());

    /// <summary>A handshake that the client ends over the elements of message 3, which a GTK follows.</summary>
    public CaptureBuilder RefusedM3(IReadOnlyList<byte[]> elements, int reason) =>
        Association().AddAcked(M1()).AddAcked(M2()).AddAcked(M3(keyData: Octets.Join([.. elements, MakeKde.Gtk(1, Gtk)])))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, reason, fromAp: false));

    /// <summary>Association, then message 1 and 2 as often as the AP repeats message 1, until it gives up.</summary>
    public CaptureBuilder InVain(Making made, int times = 3, CaptureBuilder? association = null)
    {
        CaptureBuilder capture = association ?? Association();
        for (ulong replay = 1; replay <= (ulong)times; replay++)
        {
            capture.AddAcked(M1(replay), replay == 1 ? 1 : 1000).AddAcked(M2(replay, made), 5);
        }

        return capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);
    }

    /// <summary>An FT roam over the air to the other AP, ready-made names and MICs.</summary>
    public CaptureBuilder Roam() => BeforeReassociation().AddAcked(ReassocRequest()).AddAcked(ReassocResponse());

    /// <summary>The same up to the FT response.</summary>
    public CaptureBuilder BeforeReassociation() => Handshake().Add(Typical.Beacon(Typical.OtherAp), 200)
        .AddAcked(Typical.FtRequest(rsne: Typical.Rsne(PmkR0Name)), 50).AddAcked(Typical.FtResponse(rsne: Typical.Rsne(PmkR0Name)));

    /// <summary>
    /// FT Reassociation Request, made as it should be or with one thing wrong; <paramref name="mic"/> overrides what comes of it, the RSNXE
    /// is not covered.
    /// </summary>
    public byte[] ReassocRequest(byte[]? rsne = null, byte[]? mic = null, Making? made = null, byte sequence = FteMic.ReassociationRequest,
        byte[]? rsnxe = null)
    {
        byte[] named = rsne ?? Typical.Rsne(PmkR1Name(Typical.OtherAp));
        FteOptions fte = rsnxe is null ? Typical.ReassocFte : Typical.ReassocFte with { ElementCount = 4 };
        return Typical.ReassocRequest(named, WithMic(fte, named, sequence, mic, made ?? AtOtherAp), rsnxe is null ? [] : [rsnxe]);
    }

    /// <summary>FT Reassociation Response with a wrapped GTK; <paramref name="mic"/> overrides what comes of it.</summary>
    public byte[] ReassocResponse(byte[]? rsne = null, byte[]? mic = null)
    {
        byte[] named = rsne ?? Typical.Rsne(PmkR1Name(Typical.OtherAp));
        using Ptk ptk = PtkOf(AtOtherAp);
        byte[] gtk = MakeElement.Any(2, [1, 0, 16, .. new byte[8], .. MakeKeys.Wrap(ptk.FteKek, Gtk)]);
        return Typical.ReassocResponse(0, named,
            WithMic(Typical.ReassocFte with { MoreSubelements = gtk }, named, FteMic.ReassociationResponse, mic, AtOtherAp));
    }

    /// <summary>The PTK, which the caller disposes of.</summary>
    public Ptk PtkOf(Making made)
    {
        var ptk = new Ptk();
        byte[] pmk = made.Pmk ?? Pmk;
        AkmKeys akmKeys = KeysOf(made.Derivation ?? akm, pmk);
        if (akmKeys.IsFt)
        {
            using var r1 = new PmkR1();
            using PmkR0 r0 = R0Of(made);
            r1.Derive(r0, made.R1khId ?? made.Ap, Typical.Sta);
            ptk.DeriveFt(akmKeys, 16, r1, made.SNonce, made.ANonce, made.Ap, Typical.Sta, made.WithKdk);
        }
        else
        {
            ptk.Derive(akmKeys, 16, pmk, made.Ap, Typical.Sta, made.ANonce, made.SNonce, made.WithKdk);
        }

        return ptk;
    }

    /// <summary>As it should be after a roam.</summary>
    public static Making AtOtherAp => new() { Ap = Typical.OtherAp };

    /// <summary>MDE and FTE of message 2 and 3; nothing without FT.</summary>
    public byte[][] MdeAndFte => Typical.IsFt ? [MakeElement.Mde(), InitialFte] : [];

    private int Version => AkmSuite.Rsn((byte)akm).ExpectedKeyDescriptorVersion(CipherSuite.Ccmp128) ?? 2;

    private static AkmKeys KeysOf(int type, byte[] pmk) =>
        AkmKeys.TryGet(AkmSuite.Rsn((byte)type), pmk.Length, 2, out AkmKeys keys) ? keys : throw new NotSupportedException($"AKM {type}");

    private PmkR0 R0Of(Making made)
    {
        var r0 = new PmkR0();
        byte[] pmk = made.Pmk ?? Pmk;
        r0.Derive(KeysOf(akm, pmk).Kdf, pmk, Encoding.ASCII.GetBytes(made.Ssid), new Mdid(made.Mdid), Encoding.ASCII.GetBytes(made.R0khId),
            Typical.Sta);
        return r0;
    }

    private EapolKeyOptions WithMic(EapolKeyOptions options, Making made, byte[]? mic = null)
    {
        if (mic is null)
        {
            AkmKeys akmKeys = KeysOf(akm, made.Pmk ?? Pmk);
            using Ptk ptk = PtkOf(made);
            mic = new byte[akmKeys.EapolMicLength];
            byte[] pdu = MakeEapol.Key(options with { Mic = new byte[mic.Length] });
            Assert.That((made.Algorithm ?? akmKeys.EapolMic).TryCompute(ptk.Kck, made.Covered(pdu), mic), Is.True);
        }

        return options with { Mic = mic };
    }

    private FteOptions WithMic(FteOptions options, byte[] rsne, byte sequence, byte[]? mic, Making made)
    {
        if (mic is null)
        {
            using Ptk ptk = PtkOf(made);
            mic = new byte[ptk.Akm.FteMicLength];
            var covered = new FteMic
            {
                Sta = Typical.Sta,
                Ap = Typical.OtherAp,
                Sequence = sequence,
                Rsne = rsne,
                Mde = MakeElement.Mde(),
                Fte = MakeElement.Fte(options),
            };
            Assert.That(covered.TryCompute(ptk.Akm.FteMic, ptk.FteKck, mic), Is.True);
        }

        return options with { Mic = mic };
    }
}
