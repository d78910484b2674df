using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// A typical exchange, frame by frame, as it should be; a scenario replaces the one frame that it is about. The AKM decides whether
/// MDE and FTE are there.
/// </summary>
internal sealed record Typical(int Akm)
{
    public const string NetworkName = "Scenario";
    public const string R0khId = "ap1.example";

    public static readonly MacAddress Sta = MakeAddress.Sta();
    public static readonly MacAddress Ap = MakeAddress.Ap();
    public static readonly MacAddress OtherAp = MakeAddress.Ap(1);
    public static readonly byte[] ANonce = Octets.Repeat(0xA1, 32);
    public static readonly byte[] SNonce = Octets.Repeat(0x51, 32);

    /// <summary>Stands for PMKR0Name, PMKR1Name and the PMKID of a cached PMKSA; without keys they are 16 octets each.</summary>
    public static readonly byte[] PmkR0Name = Octets.Repeat(0xB0, 16);
    public static readonly byte[] PmkR1Name = Octets.Repeat(0xB1, 16);
    public static readonly byte[] CachedPmkid = Octets.Repeat(0xC0, 16);

    /// <summary>Which handshake of the capture this is: each has nonces of its own.</summary>
    public int Round { get; init; }

    public bool IsFt => AkmSuite.Rsn((byte)Akm).IsFt;

    private int DescriptorVersion => AkmSuite.Rsn((byte)Akm).ExpectedKeyDescriptorVersion(CipherSuite.Rsn(4)) ?? 2;

    public byte[] Rsne(params IReadOnlyList<byte[]> pmkids) => MakeElement.Rsne(Akm, 0, pmkids);

    /// <summary>FTE of an initial association response, repeated in message 2: zero but for the key holders.</summary>
    public static byte[] InitialFte => MakeElement.Fte(new FteOptions { R0khId = R0khId, R1khId = Ap });

    public byte[] Beacon(MacAddress? ap = null) =>
        Frame.Beacon(ap ?? Ap, [MakeElement.Ssid(NetworkName), MakeElement.SupportedRates(), Rsne(), .. Mde]);

    public byte[] AuthRequest(MacAddress? ap = null) => Frame.Authentication(Sta, ap ?? Ap);

    public byte[] AuthResponse(MacAddress? ap = null) => Frame.Authentication(Sta, ap ?? Ap, transaction: 2);

    public byte[] AssocRequest(params IReadOnlyList<byte[]> pmkids) =>
        Frame.AssociationRequest(Sta, Ap, [MakeElement.Ssid(NetworkName), MakeElement.SupportedRates(), Rsne(pmkids), .. Mde]);

    public byte[] AssocResponse(int status = 0) =>
        Frame.AssociationResponse(Sta, Ap, status,
            [MakeElement.SupportedRates(), .. IsFt && status == 0 ? (byte[][])[.. Mde, InitialFte] : []]);

    public byte[] M1(ulong replay = 1, byte[]? pmkid = null) =>
        Frame.EapolKey(Sta, Ap, MakeEapol.M1(Fresh(ANonce), pmkid is null ? null : MakeKde.Pmkid(pmkid), DescriptorVersion, replay));

    /// <summary>Message 2 with an RSNE (by default the one of the request, under FT with PMKR1Name) and, under FT, MDE and FTE.</summary>
    public byte[] M2(ulong replay = 1, byte[]? rsne = null) =>
        M2With(replay, rsne ?? (IsFt ? Rsne(PmkR1Name) : Rsne()), [.. Mde, .. IsFt ? (byte[][])[InitialFte] : []]);

    public byte[] M2With(ulong replay, params IReadOnlyList<byte[]> elements) => M2With(replay, elements[0], [.. elements.Skip(1)]);

    public byte[] M3(ulong replay = 2) =>
        Frame.EapolKey(Sta, Ap, MakeEapol.M3(Fresh(ANonce), Octets.Repeat(0xEE, 56), version: DescriptorVersion, replay: replay));

    public byte[] M4(ulong replay = 2) => Frame.EapolKey(Sta, Ap, MakeEapol.M4(version: DescriptorVersion, replay: replay));

    /// <summary>Beacon, open authentication and association, up to the response.</summary>
    public CaptureBuilder Association(params IReadOnlyList<byte[]> pmkids) =>
        new CaptureBuilder().Add(Beacon()).AddAcked(AuthRequest(), 5).AddAcked(AuthResponse()).AddAcked(AssocRequest(pmkids))
            .AddAcked(AssocResponse());

    /// <summary>Association and a whole 4-way handshake.</summary>
    public CaptureBuilder Handshake(params IReadOnlyList<byte[]> pmkids) =>
        Association(pmkids).AddAcked(M1()).AddAcked(M2()).AddAcked(M3()).AddAcked(M4());

    /// <summary>FT Authentication request to another AP.</summary>
    public byte[] FtRequest(MacAddress? ap = null, byte[]? rsne = null, FteOptions? fte = null) =>
        Frame.Authentication(Sta, ap ?? OtherAp, 2, 1, 0, [rsne ?? Rsne(PmkR0Name), .. Mde, MakeElement.Fte(fte ?? FtRequestFte)]);

    public byte[] FtResponse(MacAddress? ap = null, int status = 0, byte[]? rsne = null, FteOptions? fte = null) =>
        Frame.Authentication(Sta, ap ?? OtherAp, 2, 2, status,
            status == 0 ? [rsne ?? Rsne(PmkR0Name), .. Mde, MakeElement.Fte(fte ?? FtResponseFte)] : []);

    public byte[] ReassocRequest(byte[]? rsne = null, FteOptions? fte = null, params IReadOnlyList<byte[]> more) =>
        Frame.ReassociationRequest(Sta, OtherAp, Ap,
            [
            MakeElement.Ssid(NetworkName),
            MakeElement.SupportedRates(),
            rsne ?? Rsne(PmkR1Name),
            .. Mde,
            MakeElement.Fte(fte ?? ReassocFte),
            .. more,
        ]);

    /// <summary>The last FT message; its FTE brings the GTK unless further subelements are given.</summary>
    public byte[] ReassocResponse(int status = 0, byte[]? rsne = null, FteOptions? fte = null, params IReadOnlyList<byte[]> more) =>
        Frame.ReassociationResponse(Sta, OtherAp, status,
            status == 0 ? [
            MakeElement.SupportedRates(),
            rsne ?? Rsne(PmkR1Name),
            .. Mde,
            MakeElement.Fte(WithGtk(fte ?? ReassocFte)),
            .. more,
        ] : [MakeElement.SupportedRates()]);

    public static FteOptions FtRequestFte => new() { SNonce = SNonce, R0khId = R0khId };

    public static FteOptions FtResponseFte => new() { SNonce = SNonce, ANonce = ANonce, R0khId = R0khId, R1khId = OtherAp };

    public static FteOptions ReassocFte => FtResponseFte with { ElementCount = 3, Mic = Octets.Repeat(0x77, 16) };

    /// <summary>GTK subelement: Key Info, Key Length, RSC and a wrapped key of 24 octets.</summary>
    public static readonly byte[] GtkSubelement = [2, 35, 1, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, .. Octets.Repeat(0x6B, 24)];

    private static FteOptions WithGtk(FteOptions fte) =>
        fte.MoreSubelements.Length > 0 ? fte : fte with { MoreSubelements = GtkSubelement };

    /// <summary>Initial association at the first AP, then both beacons, ready for FT to the other AP.</summary>
    public CaptureBuilder BeforeRoam() => Handshake().Add(Beacon(OtherAp), 200);

    /// <summary>A whole FT roam over the air.</summary>
    public CaptureBuilder Roam() =>
        BeforeRoam().AddAcked(FtRequest(), 50).AddAcked(FtResponse()).AddAcked(ReassocRequest()).AddAcked(ReassocResponse());

    /// <summary>A whole FT roam over the air from one AP to another, added to a capture.</summary>
    /// <param name="capture">To this.</param>
    /// <param name="from">The old AP.</param>
    /// <param name="to">The new one.</param>
    /// <param name="afterMilliseconds">Before its first frame.</param>
    /// <param name="answerMilliseconds">Before the FT response.</param>
    public CaptureBuilder AddRoam(CaptureBuilder capture, MacAddress from, MacAddress to, double afterMilliseconds,
        double answerMilliseconds = 1)
    {
        FteOptions response = FtResponseFte with { R1khId = to };
        FteOptions confirm = ReassocFte with { R1khId = to };
        byte[] request = Frame.ReassociationRequest(Sta, to, from,
            [MakeElement.Ssid(NetworkName), MakeElement.SupportedRates(), Rsne(PmkR1Name), .. Mde, MakeElement.Fte(confirm)]);
        byte[] accept = Frame.ReassociationResponse(Sta, to, 0,
            [MakeElement.SupportedRates(), Rsne(PmkR1Name), .. Mde, MakeElement.Fte(WithGtk(confirm))]);
        return capture.AddAcked(FtRequest(to), afterMilliseconds).AddAcked(FtResponse(to, fte: response),
            answerMilliseconds).AddAcked(request).AddAcked(accept);
    }

    private byte[] Fresh(byte[] nonce) => Octets.Repeat((byte)(nonce[0] + Round), nonce.Length);

    private IEnumerable<byte[]> Mde => IsFt ? [MakeElement.Mde()] : [];

    private byte[] M2With(ulong replay, byte[] rsne, IEnumerable<byte[]> others) =>
        Frame.EapolKey(Sta, Ap, MakeEapol.M2(Fresh(SNonce), Octets.Join([rsne, .. others]), version: DescriptorVersion, replay: replay));
}
