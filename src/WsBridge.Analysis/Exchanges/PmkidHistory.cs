using System.Buffers.Binary;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// What became of PMKIDs so far: which AP has named which to which STA, which were taken and which not; all in bounded tables.
/// </summary>
/// <remarks>
/// What a STA offers is not remembered as such: it may be wrong, and then it says nothing about the AP that the PMKID belongs to.
/// </remarks>
public sealed class PmkidHistory
{
    private const int Max = 8192;

    private readonly RecentTable<(MacAddress Sta, UInt128 Pmkid), Named> _named = new(Max);
    private readonly RecentTable<(MacAddress Sta, UInt128 Pmkid), Made> _made = new(Max);
    private readonly RecentTable<(MacAddress Sta, UInt128 Pmkid), PmkidKind> _names = new(Max);
    private readonly RecentTable<(MacAddress Sta, MacAddress Bssid, UInt128 Pmkid), bool> _refused = new(Max);
    private readonly RecentTable<(MacAddress Sta, MacAddress Bssid), FrameRef> _renewed = new(Max);

    /// <summary>How many were given up.</summary>
    internal long Evicted => _named.Evicted;

    /// <summary>The AP that first named this PMKID to the STA, and in which frame.</summary>
    public bool TryFind(MacAddress sta, ReadOnlySpan<byte> pmkid, out MacAddress bssid, out FrameRef frame)
    {
        bool found = TryFindNamed(sta, pmkid, out Named named);
        (bssid, frame) = (named.Bssid, named.First);
        return found;
    }

    /// <summary>What an AP has named in message 1.</summary>
    /// <param name="Bssid">The AP.</param>
    /// <param name="First">The first message 1 with it.</param>
    /// <param name="Latest">The latest one.</param>
    /// <param name="Meaning">What it stood for then.</param>
    internal readonly record struct Named(MacAddress Bssid, FrameRef First, FrameRef Latest, PmkidMeaning Meaning);

    /// <summary>What both sides have made in an authentication.</summary>
    /// <param name="Bssid">The AP.</param>
    /// <param name="Frame">The frame that began it.</param>
    internal readonly record struct Made(MacAddress Bssid, FrameRef Frame);

    /// <summary>It follows from what the STA and an AP have sent in the clear.</summary>
    internal bool TryFindMade(MacAddress sta, ReadOnlySpan<byte> pmkid, out Made made) => _made.TryGet((sta, Key(pmkid)), out made);

    /// <summary>What a STA and an AP have sent in the clear makes this PMKID.</summary>
    internal void RememberMade(Association association, ReadOnlySpan<byte> pmkid, FrameRef frame) =>
        _made.Set((association.Sta, Key(pmkid)), new Made(association.Bss.Bssid, frame));

    internal bool TryFindNamed(MacAddress sta, ReadOnlySpan<byte> pmkid, out Named named)
    {
        named = default;
        return pmkid.Length == Rsne.PmkidSize && _named.TryGet((sta, Key(pmkid)), out named);
    }

    /// <summary>It was accepted as PMKR0Name or PMKR1Name before.</summary>
    internal bool TryFindName(MacAddress sta, ReadOnlySpan<byte> pmkid, out PmkidKind kind) => _names.TryGet((sta, Key(pmkid)), out kind);

    /// <summary>The AP has refused it when the STA offered it last, or ran a full authentication instead.</summary>
    internal bool IsRefused(MacAddress sta, MacAddress bssid, ReadOnlySpan<byte> pmkid) =>
        _refused.TryGet((sta, bssid, Key(pmkid)), out bool refused) && refused;

    /// <summary>
    /// A later authentication of the STA at this AP has made another PMKSA than one that was made, and named last, in these frames.
    /// </summary>
    internal bool IsReplaced(MacAddress sta, MacAddress bssid, FrameRef made, FrameRef? named) =>
        _renewed.TryGet((sta, bssid), out FrameRef renewed) && renewed.Id > made.Id && !(named?.Id > renewed.Id);

    /// <summary>Message 1 of a handshake: what it names, and what it does not.</summary>
    internal void Remember(Association association, HandshakeFrame message1)
    {
        if (message1.IsEncrypted)
        {
            return;
        }

        bool isNamed = message1.Kdes.TryFind(KdeType.Pmkid, out Kde kde) && kde.Data.Length == Rsne.PmkidSize
            && kde.Data.ContainsAnyExcept((byte)0);
        if (isNamed)
        {
            var key = (association.Sta, Key(kde.Data));
            FrameRef now = message1.Frame.Ref;
            _named.Set(key, _named.TryGet(key, out Named before)
                ? before with { Latest = before.Bssid == association.Bss.Bssid ? now : before.Latest }
                : new Named(association.Bss.Bssid, now, now,
                    message1.Frame.Pmkids is [var pmkid, ..] ? pmkid.Meaning : PmkidMeaning.Unknown));
        }

        if (association is { IsFtProtocol: false, HandshakeCount: 1 } && association.TryGetRequestRsne(out _, out Rsne offered))
        {
            for (int i = 0; i < offered.PmkidsThere; i++)
            {
                bool isTaken = isNamed && kde.Data.SequenceEqual(offered.Pmkid(i));
                if (isTaken || association.FirstEap is not null)
                {
                    _refused.Set((association.Sta, association.Bss.Bssid, Key(offered.Pmkid(i))), !isTaken);
                }
            }
        }
    }

    /// <summary>The AP has refused the association for its PMKIDs.</summary>
    internal void RememberRefused(Association association)
    {
        if (!association.IsFtProtocol && association.TryGetRequestRsne(out _, out Rsne offered))
        {
            for (int i = 0; i < offered.PmkidsThere; i++)
            {
                _refused.Set((association.Sta, association.Bss.Bssid, Key(offered.Pmkid(i))), true);
            }
        }
    }

    /// <summary>The other side went on after a frame: the names in it are right.</summary>
    internal void RememberAccepted(Association association, StoredFrame frame)
    {
        for (int i = 0; i < frame.Pmkids.Count; i++)
        {
            NamedPmkid pmkid = frame.Pmkids[i];
            if (pmkid.Meaning.Kind is PmkidKind.PmkR0Name or PmkidKind.PmkR1Name)
            {
                ReadOnlySpan<byte> name = frame.Octets.Slice(pmkid.Offset, Rsne.PmkidSize);
                _names.Set((association.Sta, Key(name)), pmkid.Meaning.Kind);
                if (pmkid.Meaning.Kind == PmkidKind.PmkR0Name && association.Initial is { } initial
                    && !name.SequenceEqual(initial.PmkR0Name))
                {
                    initial.PmkR0Name = name.ToArray();
                }
            }
        }
    }

    /// <summary>A 4-way handshake with keys fresh from EAP was completed.</summary>
    internal void RememberCompleted(Association association)
    {
        if (association is { FirstEap: { } eap, HandshakeCount: 1 })
        {
            _renewed.Set((association.Sta, association.Bss.Bssid), eap.Ref);
        }
    }

    private static UInt128 Key(ReadOnlySpan<byte> pmkid) => BinaryPrimitives.ReadUInt128BigEndian(pmkid);
}
