using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// An EAP exchange between a STA and the authentication server behind its AP, as far as the air shows it. RFC 3748, section 4.
/// </summary>
internal sealed class EapExchange
{
    private const byte Identity = 1;
    private const byte Nak = 3;
    private const byte Fast = 43;
    private const byte Noob = 56;
    private const byte Expanded = 254;

    /// <summary>The Wi-Fi Alliance's vendor ID in EAP: Wi-Fi Protected Setup, which ends with EAP-Failure when all is well.</summary>
    private static ReadOnlySpan<byte> WpsVendor => [0x00, 0x37, 0x2A];

    private byte _identifier;

    /// <summary>The latest packet; null before the first.</summary>
    public StoredFrame? Last { get; private set; }

    /// <summary>The packet before it; null before the second.</summary>
    public StoredFrame? Before { get; private set; }

    /// <summary>The STA sent it.</summary>
    public bool IsLastFromSta { get; private set; }

    /// <summary>Type of the latest request or response.</summary>
    public byte? Type { get; private set; }

    /// <summary>The latest method that was asked for: neither Identity nor Nak nor Notification; null before one was.</summary>
    public byte? Method { get; private set; }

    /// <summary>The latest packet is a Nak: the STA declines the method that was asked for.</summary>
    public bool IsDeclined { get; private set; }

    /// <summary>How often the latest packet was sent, in frames of its own.</summary>
    public int Times { get; private set; }

    /// <summary>It is Wi-Fi Protected Setup, not an authentication.</summary>
    public bool IsWps { get; private set; }

    /// <summary>
    /// It may only have provided the client with credentials, after which EAP-Failure comes although all is well: EAP-FAST without the
    /// server's certificate (RFC 5422, section 3.5), as far as the capture has its cipher suite, and the first exchange of EAP-NOOB (RFC
    /// 9140, section 3.2).
    /// </summary>
    public bool MayEndInFailure => Method == Noob || (Method == Fast && IsServerAuthenticated != true);

    /// <summary>
    /// The TLS server has chosen a cipher suite that authenticates it; false for an anonymous one, null when that was not captured.
    /// </summary>
    public bool? IsServerAuthenticated { get; private set; }

    /// <summary>Takes a packet.</summary>
    /// <returns>Its code.</returns>
    public EapCode Take(StoredFrame frame, ReadOnlySpan<byte> packet, bool fromSta)
    {
        if (packet.Length < 2)
        {
            return EapCode.None;
        }

        var code = (EapCode)packet[0];
        bool isAgain = Last is not null && IsLastFromSta == fromSta && _identifier == packet[1]
            && code is EapCode.Request or EapCode.Response;
        Before = Last;
        (Last, IsLastFromSta, _identifier, Times) = (frame, fromSta, packet[1], isAgain ? Times + 1 : 1);
        if (code is not (EapCode.Request or EapCode.Response) || packet.Length < 5)
        {
            return code;
        }

        Type = packet[4];
        IsDeclined = code == EapCode.Response && Type == Nak;
        IsWps |= Type == Expanded && packet[5..].StartsWith(WpsVendor);
        if (Type is not (Identity or 2 or Nak))
        {
            Method = Type;
        }

        if (Type == Fast && code == EapCode.Request && EapTls.CipherSuiteChosen(packet[5..]) is { } suite)
        {
            IsServerAuthenticated = !EapTls.IsAnonymous(suite);
        }

        return code;
    }

    /// <summary>The latest packet in words: <c>the EAP request (PEAP)</c>.</summary>
    public string LastWords => Type is { } type
        ? $"the EAP {(IsLastFromSta ? "response" : "request")} ({Eap.TypeName(type)})"
        : "the EAP packet";
}
