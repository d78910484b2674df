using System.Buffers.Binary;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The PMKSAs of each STA whose keys are known, and which PMKIDs are theirs.</summary>
internal sealed class KnownPmksas(KeyFinder finder)
{
    private const int MaxOfSta = 8;

    /// <summary>How many keys that no MIC has proven are tried, the likely ones first.</summary>
    private const int MaxCandidates = 16;

    /// <summary>How many PMKIDs in a row they are tried for in vain at one SSID: whoever transmits may list any.</summary>
    private const int MaxInVain = 5_000;

    /// <summary>How many other BSSs of the SSID a key of the STA itself is tried with.</summary>
    private const int MaxSiblings = 8;

    private readonly RecentTable<MacAddress, List<KnownPmksa>> _ofSta = new(8192);

    /// <summary>
    /// A MIC has proven the key of a 4-way handshake: where it came from no other PMKSA of the STA, a new one was made here.
    /// </summary>
    public void Remember(Association association, in PtkInputs inputs, KnownKey key, Ptk ptk, FrameRef message)
    {
        List<KnownPmksa> known = _ofSta.GetOrAdd(association.Sta, static _ => new List<KnownPmksa>(1));
        MacAddress bssid = association.Bss.Bssid;
        foreach (KnownPmksa before in known)
        {
            if (before.Key == key && (before.Bssid == bssid || !inputs.Akm.IsPsk))
            {
                return;
            }
        }

        if (known.Count == MaxOfSta)
        {
            known.RemoveAt(0);
        }

        Span<byte> pmkid = stackalloc byte[Pmkid.Size];
        UInt128? fromKck = PmkidDerivation.TryMakeFromKck(ptk.Akm, ptk.Kck, inputs.Ap, inputs.Sta, pmkid)
            ? BinaryPrimitives.ReadUInt128BigEndian(pmkid)
            : null;
        known.Add(new KnownPmksa(key, inputs.Akm, bssid, association.FirstEap?.Ref ?? association.Request?.Ref ?? message, fromKck));
    }

    /// <summary>The proven PMKSA whose PMKID this is, for this AP or for the one where it was made.</summary>
    /// <param name="isOfKeyInUse">It is of the key that this attempt is proven to use.</param>
    /// <returns>Null when it is of none.</returns>
    public PmkidMeaning? FindProven(Association association, ReadOnlySpan<byte> pmkid, out bool isOfKeyInUse)
    {
        isOfKeyInUse = false;
        if (!_ofSta.TryGet(association.Sta, out List<KnownPmksa>? known))
        {
            return null;
        }

        MacAddress here = association.Bss.Bssid;
        for (int i = known.Count - 1; i >= 0; i--)
        {
            KnownPmksa pmksa = known[i];
            bool isForHere = Makes(pmkid, pmksa, here, association);
            if (isForHere || (pmksa.Bssid != here && Makes(pmkid, pmksa, pmksa.Bssid, association)))
            {
                isOfKeyInUse = pmksa.Key == association.Keys?.Key;
                bool isOkc = isForHere && pmksa.Bssid != here && pmksa.Akm.Is8021X;
                return new PmkidMeaning(isOkc ? PmkidKind.Okc : PmkidKind.Pmksa)
                {
                    MadeAt = pmksa.Bssid,
                    Made = pmksa.Made,
                    ComputedFor = isForHere ? null : pmksa.Bssid,
                };
            }
        }

        return null;
    }

    /// <summary>Whether a key that no MIC has proven yet makes this PMKID, and for which AP.</summary>
    /// <param name="computedFor">This AP or another one of the SSID.</param>
    public bool TryFindCandidate(Association association, ReadOnlySpan<byte> pmkid, out MacAddress computedFor)
    {
        computedFor = association.Bss.Bssid;
        if (association.Akm is not { } akm || !PmkidDerivation.IsFromPmk(akm)
            || !SsidReader.Association(association, out ReadOnlySpan<byte> ssid))
        {
            return false;
        }

        NetworkKeys network = finder.NetworkOf(ssid);
        if (network.PmkidsInVain >= MaxInVain)
        {
            return false;
        }

        foreach (KnownKey key in finder.Candidates(association.Sta, ssid, MaxCandidates))
        {
            if (Makes(pmkid, key, akm, network, computedFor, association)
                || (akm.Is8021X && key.Binding.Sta is not null && MakesForSibling(pmkid, key, akm, network, association, ref computedFor)))
            {
                key.MarkFitted();
                network.PmkidsInVain = 0;
                return true;
            }
        }

        network.PmkidsInVain++;
        return false;
    }

    private static bool MakesForSibling(ReadOnlySpan<byte> pmkid, KnownKey key, AkmSuite akm, NetworkKeys network, Association association,
        ref MacAddress computedFor)
    {
        IReadOnlyList<Bss> siblings = association.Bss.Ess?.Bsses ?? [];
        for (int i = 0; i < Math.Min(siblings.Count, MaxSiblings); i++)
        {
            if (siblings[i] != association.Bss && Makes(pmkid, key, akm, network, siblings[i].Bssid, association))
            {
                computedFor = siblings[i].Bssid;
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The key, when message 1 names a PMKID that it does not make for any AP of the SSID; null when it does, or there is nothing to tell.
    /// </summary>
    public KnownKey? NotOfPmkid(Association association, Handshake handshake, KnownKey? key)
    {
        if (key is null || association is not { Akm: { } akm, HandshakeCount: 1 } || !PmkidDerivation.IsComplete(key, akm)
            || handshake.M1 is not [.., { IsEncrypted: false } message]
            || !message.Kdes.TryFind(KdeType.Pmkid, out Kde kde) || kde.Data.Length != Rsne.PmkidSize
            || !kde.Data.ContainsAnyExcept((byte)0)
            || !SsidReader.Association(association, out ReadOnlySpan<byte> ssid)
            || (association.Response is { } response && MldAddresses.TryGet(response.Elements, out _)))
        {
            return null;
        }

        NetworkKeys network = finder.NetworkOf(ssid);
        if (Makes(kde.Data, key, akm, network, association.Bss.Bssid, association)
            || kde.Data.SequenceEqual(association.Keys!.PmkR0Name) || kde.Data.SequenceEqual(association.Keys.PmkR1Name))
        {
            return null;
        }

        foreach (Bss other in association.Bss.Ess?.Bsses ?? [])
        {
            if (Makes(kde.Data, key, akm, network, other.Bssid, association))
            {
                return null;
            }
        }

        return key;
    }

    /// <summary>With the addresses on the air, and for a multi-link device also with those of both MLDs.</summary>
    private static bool Makes(ReadOnlySpan<byte> pmkid, KnownKey key, AkmSuite akm, NetworkKeys network, MacAddress bssid,
        Association association) =>
        PmkidDerivation.Makes(pmkid, key, akm, network, bssid, association.LinkSta)
        || (association.Client is { } client
        && PmkidDerivation.Makes(pmkid, key, akm, network, bssid == association.Bss.Bssid ? association.Ap?.Address ?? bssid : bssid,
            client.Address));

    private bool Makes(ReadOnlySpan<byte> pmkid, KnownPmksa pmksa, MacAddress aa, Association association)
    {
        if (pmksa.FromKck is { } fromKck)
        {
            return aa == pmksa.Bssid && fromKck == BinaryPrimitives.ReadUInt128BigEndian(pmkid);
        }

        return SsidReader.Association(association, out ReadOnlySpan<byte> ssid)
            && Makes(pmkid, pmksa.Key, pmksa.Akm, finder.NetworkOf(ssid), aa, association);
    }
}
