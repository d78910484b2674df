using System.Buffers.Binary;

namespace WsBridge.Analysis.Frames;

/// <summary>
/// The one thing of TLS within EAP that is of use here: how the server authenticates itself. RFC 5216, section 3.1; RFC 5246, section
/// 7.4.1.3.
/// </summary>
internal static class EapTls
{
    private const int LengthIncluded = 0x80;
    private const byte HandshakeRecord = 22;
    private const byte ServerHello = 2;
    private const int RandomSize = 32;

    /// <summary>The cipher suite of the ServerHello that the packet begins with; null where it does not begin with a whole one.</summary>
    /// <param name="data">The EAP packet behind its type.</param>
    public static ushort? CipherSuiteChosen(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return null;
        }

        ReadOnlySpan<byte> tls = data[((data[0] & LengthIncluded) != 0 ? Math.Min(5, data.Length) : 1)..];

        // Record: type, version (2), length (2). Handshake: type, length (3), version (2), random, session ID with its length, cipher suite
        // (2).
        const int SessionIdAt = 5 + 4 + 2 + RandomSize;
        if (tls.Length <= SessionIdAt || tls[0] != HandshakeRecord || tls[5] != ServerHello)
        {
            return null;
        }

        int suiteAt = SessionIdAt + 1 + tls[SessionIdAt];
        return tls.Length >= suiteAt + 2 ? BinaryPrimitives.ReadUInt16BigEndian(tls[suiteAt..]) : null;
    }

    /// <summary>TLS_DH_anon_* and TLS_ECDH_anon_*: nobody shows a certificate.</summary>
    public static bool IsAnonymous(ushort suite) => suite is (>= 0x0017 and <= 0x001B) or 0x0034 or 0x003A or 0x0046 or 0x006C or 0x006D
        or 0x0089 or 0x009B or 0x00A6 or 0x00A7 or 0x00BF or 0x00C5 or (>= 0xC015 and <= 0xC019);
}
