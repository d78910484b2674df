using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The length of the TK, which goes into every octet of a PTK but that of PRF-SHA1.</summary>
internal static class TemporalKey
{
    private const int UsualLength = 16;

    /// <summary>
    /// Of the pairwise cipher that the STA selected in its request, else in message 2; 16 octets (CCMP-128) when nothing tells.
    /// </summary>
    public static int LengthOf(Elements request, HandshakeFrame? message2)
    {
        if (SecurityElement.TryFind(request, out _, out Rsne fields))
        {
            return LengthOf(fields);
        }

        return message2 is null ? UsualLength
            : message2.TryGetRsne(out _, out Rsne rsne) ? LengthOf(rsne)
            : message2.TryGetWpa(out _, out WpaElement wpa) ? LengthOf(wpa.Fields) : UsualLength;
    }

    private static int LengthOf(in Rsne rsne)
    {
        CipherSuite? cipher = rsne.PairwiseCiphers.Count > 0 ? rsne.PairwiseCiphers[0] : null;
        return (cipher == CipherSuite.Rsn(0) ? rsne.GroupDataCipher : cipher)?.TemporalKeyLength ?? UsualLength;
    }
}
