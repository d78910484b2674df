namespace WsBridge.Testing;

/// <summary>An EAPOL-Key frame; the defaults of the four messages are in <see cref="MakeEapol"/>.</summary>
public sealed record EapolKeyOptions
{
    /// <summary>EAPOL version.</summary>
    public int Version { get; init; } = 2;

    /// <summary>Descriptor type: 2 RSN, 254 WPA.</summary>
    public int DescriptorType { get; init; } = 2;

    /// <summary>Key Information.</summary>
    public int KeyInformation { get; init; }

    /// <summary>Key Length.</summary>
    public int KeyLength { get; init; }

    /// <summary>Key Replay Counter.</summary>
    public ulong ReplayCounter { get; init; } = 1;

    /// <summary>Key Nonce, 32 octets.</summary>
    public byte[] Nonce { get; init; } = new byte[32];

    /// <summary>EAPOL-Key IV, 16 octets.</summary>
    public byte[] Iv { get; init; } = new byte[16];

    /// <summary>Key RSC, 8 octets.</summary>
    public byte[] Rsc { get; init; } = new byte[8];

    /// <summary>Key MIC: 0, 16, 24 or 32 octets.</summary>
    public byte[] Mic { get; init; } = new byte[16];

    /// <summary>Key Data.</summary>
    public byte[] KeyData { get; init; } = [];

    /// <summary>Key Data Length to write instead of the true one.</summary>
    public int? DeclaredKeyDataLength { get; init; }

    /// <summary>EAPOL length to write instead of the true one.</summary>
    public int? DeclaredLength { get; init; }
}

/// <summary>EAPOL PDUs as octets, from the EAPOL version on. Key descriptor version 2 by default; 3 for FT-PSK, 0 for SAE.</summary>
public static class MakeEapol
{
    private const int Pairwise = 0x0008;
    private const int Install = 0x0040;
    private const int Ack = 0x0080;
    private const int Mic = 0x0100;
    private const int Secure = 0x0200;
    private const int Encrypted = 0x1000;

    /// <summary>Message 1: ANonce, perhaps a PMKID KDE.</summary>
    public static EapolKeyOptions M1(byte[] aNonce, byte[]? keyData = null, int version = 2, ulong replay = 1) => new()
    {
        KeyInformation = version | Pairwise | Ack,
        KeyLength = 16,
        ReplayCounter = replay,
        Nonce = aNonce,
        KeyData = keyData ?? [],
    };

    /// <summary>Message 2: SNonce, RSNE and perhaps MDE and FTE.</summary>
    public static EapolKeyOptions M2(byte[] sNonce, byte[] keyData, byte[]? mic = null, int version = 2, ulong replay = 1) => new()
    {
        KeyInformation = version | Pairwise | Mic,
        ReplayCounter = replay,
        Nonce = sNonce,
        Mic = mic ?? Octets.Repeat(0x22, 16),
        KeyData = keyData,
    };

    /// <summary>Message 3: ANonce and key data, which are marked as encrypted.</summary>
    public static EapolKeyOptions M3(byte[] aNonce, byte[] keyData, byte[]? mic = null, int version = 2, ulong replay = 2) => new()
    {
        KeyInformation = version | Pairwise | Install | Ack | Mic | Secure | Encrypted,
        KeyLength = 16,
        ReplayCounter = replay,
        Nonce = aNonce,
        Mic = mic ?? Octets.Repeat(0x33, 16),
        KeyData = keyData,
    };

    /// <summary>Message 4.</summary>
    public static EapolKeyOptions M4(byte[]? mic = null, int version = 2, ulong replay = 2) => new()
    {
        KeyInformation = version | Pairwise | Mic | Secure,
        ReplayCounter = replay,
        Mic = mic ?? Octets.Repeat(0x44, 16),
    };

    /// <summary>Message 1 of the group key handshake.</summary>
    public static EapolKeyOptions Group1(byte[] keyData, byte[]? mic = null, int version = 2, ulong replay = 3) => new()
    {
        KeyInformation = version | Ack | Mic | Secure | Encrypted,
        ReplayCounter = replay,
        Mic = mic ?? Octets.Repeat(0x55, 16),
        KeyData = keyData,
    };

    /// <summary>Message 2 of the group key handshake.</summary>
    public static EapolKeyOptions Group2(byte[]? mic = null, int version = 2, ulong replay = 3) => new()
    {
        KeyInformation = version | Mic | Secure,
        ReplayCounter = replay,
        Mic = mic ?? Octets.Repeat(0x66, 16),
    };

    /// <summary>An EAPOL-Key frame.</summary>
    public static byte[] Key(EapolKeyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = new OctetWriter()
            .U8(options.DescriptorType).U16BigEndian(options.KeyInformation).U16BigEndian(options.KeyLength)
            .U64BigEndian(options.ReplayCounter).Add(options.Nonce).Add(options.Iv).Add(options.Rsc).Zeros(8)
            .Add(options.Mic).U16BigEndian(options.DeclaredKeyDataLength ?? options.KeyData.Length).Add(options.KeyData)
            .ToArray();
        return Any(3, body, options.Version, options.DeclaredLength);
    }

    /// <summary>An EAP packet: code 1 request, 2 response, 3 success, 4 failure.</summary>
    public static byte[] Eap(int code, int identifier, int? type = null, params ReadOnlySpan<byte> data)
    {
        var rest = new OctetWriter();
        if (type is { } number)
        {
            rest.U8(number);
        }

        rest.Add(data);
        return Any(0, new OctetWriter().U8(code).U8(identifier).U16BigEndian(4 + rest.Length).Add(rest.ToArray()).ToArray());
    }

    /// <summary>EAPOL-Start.</summary>
    public static byte[] Start() => Any(1, []);

    /// <summary>EAPOL-Logoff.</summary>
    public static byte[] Logoff() => Any(2, []);

    /// <summary>Any EAPOL PDU.</summary>
    public static byte[] Any(int type, ReadOnlySpan<byte> body, int version = 2, int? declaredLength = null) =>
        new OctetWriter().U8(version).U8(type).U16BigEndian(declaredLength ?? body.Length).Add(body).ToArray();
}
