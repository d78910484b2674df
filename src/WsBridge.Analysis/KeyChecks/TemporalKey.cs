using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>What the TK is for, and its length, which goes into every octet of a PTK but that of PRF-SHA1.</summary>
internal static class TemporalKey
{
    private const int UsualLength = 16;

    /// <summary>
    /// The pairwise cipher that the STA selected in its request, else in message 2; CCMP-128 when nothing tells.
    /// </summary>
    public static CipherSuite CipherOf(Elements request, HandshakeFrame? message2)
    {
        if (SecurityElement.TryFind(request, out _, out Rsne fields))
        {
            return CipherOf(fields);
        }

        return message2 is null ? CipherSuite.Ccmp128
            : message2.TryGetRsne(out _, out Rsne rsne) ? CipherOf(rsne)
            : message2.TryGetWpa(out _, out WpaElement wpa) ? CipherOf(wpa.Fields) : CipherSuite.Ccmp128;
    }

    /// <summary>Octets of the TK of that cipher; 16 for one that is not known.</summary>
    public static int LengthOf(Elements request, HandshakeFrame? message2) =>
        CipherOf(request, message2).TemporalKeyLength ?? UsualLength;

    private static CipherSuite CipherOf(in Rsne rsne)
    {
        CipherSuite? cipher = rsne.PairwiseCiphers.Count > 0 ? rsne.PairwiseCiphers[0] : null;
        return (cipher == CipherSuite.Rsn(0) ? rsne.GroupDataCipher : cipher) ?? CipherSuite.Ccmp128;
    }
}
