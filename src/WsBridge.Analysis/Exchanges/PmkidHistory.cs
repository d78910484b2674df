using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>Which AP has named a PMKID to which STA: the PMKID KDEs of message 1, as many as a bounded table holds.</summary>
/// <remarks>What a STA offers is not remembered: it may be wrong, and then it says nothing about the AP that the PMKID belongs to.</remarks>
public sealed class PmkidHistory
{
    private readonly RecentTable<(MacAddress Sta, UInt128 Pmkid), (MacAddress Bssid, FrameRef Frame)> _named = new(8192);

    /// <summary>How many were given up.</summary>
    internal long GivenUp => _named.GivenUp;

    /// <summary>The AP that first named this PMKID to the STA, and in which frame.</summary>
    public bool TryFind(MacAddress sta, ReadOnlySpan<byte> pmkid, out MacAddress bssid, out FrameRef frame)
    {
        (MacAddress Bssid, FrameRef Frame) entry = default;
        bool found = pmkid.Length == Rsne.PmkidSize && _named.TryGet((sta, BinaryPrimitives.ReadUInt128BigEndian(pmkid)), out entry);
        (bssid, frame) = entry;
        return found;
    }

    internal void Remember(Association association, HandshakeFrame message1)
    {
        if (message1.Kdes.TryFind(KdeType.Pmkid, out Kde kde) && kde.Data.Length == Rsne.PmkidSize && kde.Data.ContainsAnyExcept((byte)0))
        {
            var key = (association.Sta, BinaryPrimitives.ReadUInt128BigEndian(kde.Data));
            if (!_named.TryGet(key, out _))
            {
                _named.Add(key, (association.Bss.Bssid, message1.Frame.Ref));
            }
        }
    }
}
