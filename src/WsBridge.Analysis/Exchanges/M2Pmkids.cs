using System.Globalization;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>The PMKIDs of message 2 beside those of the (Re)Association Request: what several rules compare.</summary>
/// <param name="Count">PMKID Count of message 2; null when the field is absent.</param>
/// <param name="Foreign">PMKIDs of message 2 that the request does not list; null when the request was not captured.</param>
/// <param name="Offered">PMKID Count of the request; null when it was not captured.</param>
internal readonly record struct M2Pmkids(int? Count, int? Foreign, int? Offered)
{
    public static bool TryRead(Association association, HandshakeFrame message2, out M2Pmkids pmkids)
    {
        if (message2.IsEncrypted || !message2.TryGetRsne(out _, out Rsne rsne))
        {
            pmkids = default;
            return false;
        }

        int? foreign = null;
        int? offered = null;
        if (association.Request is { IsCutOff: false } && association.TryGetRequestRsne(out _, out Rsne requested))
        {
            offered = requested.PmkidCount ?? 0;
            foreign = 0;
            for (int i = 0; i < rsne.PmkidsThere; i++)
            {
                foreign += requested.ContainsPmkid(rsne.Pmkid(i)) ? 0 : 1;
            }
        }

        pmkids = new M2Pmkids(rsne.PmkidCount, foreign, offered);
        return true;
    }

    /// <summary><c>1 PMKID</c>, <c>2 PMKIDs</c>.</summary>
    public static string Words(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} PMKID{(count == 1 ? "" : "s")}");
}
