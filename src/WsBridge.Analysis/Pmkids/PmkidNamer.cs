using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Pmkids;

/// <summary>
/// Says what the PMKIDs of a frame stand for: by derivation where a key is known, else by where the same one was seen before, else by
/// where it stands if the standard has room for one thing only. Otherwise it is unknown; nothing is guessed.
/// </summary>
internal sealed class PmkidNamer(PmkidHistory history, EapHistory eap, KnownPmksas? known)
{
    /// <summary>Of a longer list than any that was seen, only so many are looked into.</summary>
    private const int MaxInFrame = 8;

    /// <summary>Names the PMKIDs of a frame, when everything else about it is known.</summary>
    public void Name(Association association, StoredFrame frame, HandshakeFrame? message)
    {
        PmkidPlace place = PmkidPlaces.Of(association, frame, message);
        if (place == PmkidPlace.Message1)
        {
            if (message!.Kdes.TryFind(KdeType.Pmkid, out Kde kde) && kde.Data.Length == Rsne.PmkidSize)
            {
                frame.Pmkids = [new NamedPmkid(kde.DataOffset, MeaningOf(association, frame, place, kde.Data, kde.Data))];
            }

            return;
        }

        if (message is null
            ? frame.Elements.TryFind(ElementId.Rsne, out Element element)
            : message.Kdes.TryFindElement(ElementId.Rsne, out element))
        {
            NameList(association, frame, place, element);
        }
    }

    private void NameList(Association association, StoredFrame frame, PmkidPlace place, in Element element)
    {
        Rsne rsne = Rsne.ReadLenient(element.Body);
        if (rsne.PmkidsThere == 0)
        {
            return;
        }

        var named = new NamedPmkid[rsne.PmkidsThere];
        for (int i = 0; i < named.Length; i++)
        {
            named[i] = new NamedPmkid(element.BodyOffset + rsne.PmkidOffset(i),
                i < MaxInFrame ? MeaningOf(association, frame, place, rsne.Pmkid(i), rsne.Pmkids) : PmkidMeaning.Unknown);
        }

        if (place == PmkidPlace.Message2 && association.Akm is { IsFt: true })
        {
            NameTheOneLeft(association, rsne, named);
        }

        frame.Pmkids = named;
    }

    private PmkidMeaning MeaningOf(Association association, StoredFrame frame, PmkidPlace place, ReadOnlySpan<byte> pmkid,
        ReadOnlySpan<byte> all)
    {
        if (!pmkid.ContainsAnyExcept((byte)0))
        {
            return PmkidMeaning.Of(PmkidKind.Zero);
        }

        if (NameByKey(association.Keys, pmkid) is { } name)
        {
            return PmkidMeaning.Of(name);
        }

        bool isAlone = all.Length == Rsne.PmkidSize;
        if (isAlone && NameThatIsAccepted(association, frame, place) is { } accepted)
        {
            return PmkidMeaning.Of(accepted);
        }

        return place switch
        {
            PmkidPlace.FtAuthentication =>
                OfName(association, pmkid, isAlone && !IsOtherR0Name(association, pmkid) ? PmkidKind.PmkR0Name : PmkidKind.Unknown),
            PmkidPlace.FtReassociation =>
                OfName(association, pmkid, isAlone && IsR1NameUnknown(association.Keys) ? PmkidKind.PmkR1Name : PmkidKind.Unknown),
            PmkidPlace.Association => Offered(association, pmkid),
            PmkidPlace.Message1 => Taken(association, pmkid),
            _ => Repeated(association, pmkid),
        };
    }

    /// <summary>The frame is the answer of an AP that has accepted the name in it, and no key tells another one.</summary>
    private static PmkidKind? NameThatIsAccepted(Association association, StoredFrame frame, PmkidPlace place) => place switch
    {
        PmkidPlace.FtAuthentication
            when FtExchange.StatusOf(frame) == StatusCodes.Success && IsR0NameUnknown(association.Keys) => PmkidKind.PmkR0Name,
        PmkidPlace.FtReassociation
            when frame == association.Response && association.ResponseStatus == StatusCodes.Success && IsR1NameUnknown(association.Keys) =>
                PmkidKind.PmkR1Name,
        _ => null,
    };

    private static PmkidKind? NameByKey(ExchangeKeys? keys, ReadOnlySpan<byte> pmkid) =>
        keys is null ? null
        : pmkid.SequenceEqual(keys.PmkR0Name) || pmkid.SequenceEqual(keys.ExpectedPmkR0Name) ? PmkidKind.PmkR0Name
        : pmkid.SequenceEqual(keys.PmkR1Name) ? PmkidKind.PmkR1Name
        : null;

    /// <summary>The keys, or FT authentication before in this mobility domain, tell another PMKR0Name.</summary>
    private static bool IsOtherR0Name(Association association, ReadOnlySpan<byte> pmkid) =>
        !IsR0NameUnknown(association.Keys) || (association.Initial is { PmkR0Name: { } accepted } && !pmkid.SequenceEqual(accepted));

    private static bool IsR0NameUnknown(ExchangeKeys? keys) => keys is null || (keys.PmkR0Name.IsEmpty && keys.ExpectedPmkR0Name.IsEmpty);

    private static bool IsR1NameUnknown(ExchangeKeys? keys) => keys is null || keys.PmkR1Name.IsEmpty;

    private PmkidMeaning OfName(Association association, ReadOnlySpan<byte> pmkid, PmkidKind byPlace) =>
        SeenAsName(association, pmkid) ?? OfPmksa(association, pmkid, out _)
        ?? PmkidMeaning.OfPlace(byPlace);

    private PmkidMeaning? SeenAsName(Association association, ReadOnlySpan<byte> pmkid) =>
        history.TryFindName(association.Sta, pmkid, out PmkidKind seen) ? PmkidMeaning.Of(seen) : null;

    /// <summary>What a STA offers: a PMKSA, if it was made or named before.</summary>
    private PmkidMeaning Offered(Association association, ReadOnlySpan<byte> pmkid)
    {
        PmkidMeaning? found = OfPmksa(association, pmkid, out FrameRef? named) ?? SeenAsName(association, pmkid);
        (MacAddress sta, MacAddress here) = (association.Sta, association.Bss.Bssid);
        bool isReplaced = found is { Kind: PmkidKind.Pmksa, ComputedFor: null, Made: { } made, MadeAt: { } at } && at == here
            && history.IsReplaced(sta, here, made, named);
        return isReplaced || history.IsRefused(sta, here, pmkid)
            ? (found ?? PmkidMeaning.Unknown) with { Kind = PmkidKind.Stale }
            : found ?? PmkidMeaning.Unknown;
    }

    /// <summary>What an AP names in message 1: the PMKSA that it takes.</summary>
    private PmkidMeaning Taken(Association association, ReadOnlySpan<byte> pmkid)
    {
        MacAddress here = association.Bss.Bssid;
        if (OfPmksa(association, pmkid, out _) is { ComputedFor: null } found)
        {
            return found.Made is null && MadeNow(association) is { } now
                ? new PmkidMeaning(PmkidKind.Pmksa) { MadeAt = here, Made = now }
                : found;
        }

        bool isOffered = association.TryGetRequestRsne(out _, out Rsne offered) && offered.ContainsPmkid(pmkid);
        if (isOffered)
        {
            return eap.TryFind(association.Sta, here, out FrameRef before)
                ? new PmkidMeaning(PmkidKind.Pmksa) { MadeAt = here, Made = before }
                : OtherEap(association) is { } elsewhere ? new PmkidMeaning(PmkidKind.Okc) { MadeAt = elsewhere.At, Made = elsewhere.Eap }
                : PmkidMeaning.Of(PmkidKind.Pmksa);
        }

        return MadeNow(association) is { } made
            ? new PmkidMeaning(PmkidKind.Pmksa) { MadeAt = here, Made = made, IsByPlace = true }
            : PmkidMeaning.Unknown;
    }

    /// <summary>
    /// The frame that began the authentication which this very attempt takes its keys from; null when it takes cached ones, or a PSK.
    /// </summary>
    private static FrameRef? MadeNow(Association association) =>
        association.FirstEap?.Ref
        ?? (association is { Request: { } request }
        && (association.AuthenticationAlgorithm == Authentication.Sae || association.Akm is { RsnType: 18 })
            ? request.Ref
            : null);

    /// <summary>Another AP of the SSID where the STA has run EAP, as with <see cref="Rules.Pmk.OkcSuccess"/>.</summary>
    private (MacAddress At, FrameRef Eap)? OtherEap(Association association)
    {
        if (association.Akm is not { Is8021X: true } || association.Bss.Ess is not { } ess)
        {
            return null;
        }

        foreach (Bss other in ess.Bsses)
        {
            if (other != association.Bss && eap.TryFind(association.Sta, other.Bssid, out FrameRef frame))
            {
                return (other.Bssid, frame);
            }
        }

        return null;
    }

    /// <summary>What a STA repeats in message 2 from its request; PMKR1Name apart.</summary>
    private PmkidMeaning Repeated(Association association, ReadOnlySpan<byte> pmkid)
    {
        PmkidMeaning? found = OfPmksa(association, pmkid, out _, out bool isOfKeyInUse);
        bool isOffered = association.TryGetRequestRsne(out _, out Rsne offered) && offered.ContainsPmkid(pmkid);
        if (association.FirstEap is not null && isOffered && !isOfKeyInUse && !IsNamedIn(association.Handshake!, pmkid))
        {
            return (found ?? PmkidMeaning.Unknown) with { Kind = PmkidKind.Stale };
        }

        return found ?? SeenAsName(association, pmkid) ?? PmkidMeaning.Unknown;
    }

    private static bool IsNamedIn(Handshake handshake, ReadOnlySpan<byte> pmkid)
    {
        foreach (HandshakeFrame message1 in handshake.M1)
        {
            if (message1.Kdes.TryFind(KdeType.Pmkid, out Kde kde) && kde.Data.SequenceEqual(pmkid))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Under FT message 2 carries PMKR1Name. Where the request lists all others, the one that it does not list is meant to be it; where
    /// several are left, nobody can tell which.
    /// </summary>
    private static void NameTheOneLeft(Association association, in Rsne rsne, NamedPmkid[] named)
    {
        bool hasRequest = association.Request is { IsCutOff: false } & association.TryGetRequestRsne(out _, out Rsne offered);
        if (!IsR1NameUnknown(association.Keys) || !(hasRequest || named.Length == 1))
        {
            return;
        }

        int left = -1;
        for (int i = 0; i < named.Length; i++)
        {
            if (named[i].Meaning.Kind == PmkidKind.PmkR1Name)
            {
                return;
            }

            if (named[i].Meaning.Kind == PmkidKind.Unknown && !(hasRequest && offered.ContainsPmkid(rsne.Pmkid(i))))
            {
                if (left >= 0)
                {
                    return;
                }

                left = i;
            }
        }

        if (left >= 0)
        {
            named[left] = named[left] with { Meaning = PmkidMeaning.OfPlace(PmkidKind.PmkR1Name) };
        }
    }

    private PmkidMeaning? OfPmksa(Association association, ReadOnlySpan<byte> pmkid, out FrameRef? named) =>
        OfPmksa(association, pmkid, out named, out _);

    private PmkidMeaning? OfPmksa(Association association, ReadOnlySpan<byte> pmkid, out FrameRef? named, out bool isOfKeyInUse)
    {
        isOfKeyInUse = false;
        MacAddress here = association.Bss.Bssid;
        bool isNamed = history.TryFindNamed(association.Sta, pmkid, out PmkidHistory.Named before);
        named = isNamed && before.Bssid == here ? before.Latest : null;
        if (known?.FindProven(association, pmkid, out isOfKeyInUse) is { } proven)
        {
            return proven;
        }

        if (history.TryFindMade(association.Sta, pmkid, out PmkidHistory.Made made))
        {
            return new PmkidMeaning(PmkidKind.Pmksa) { MadeAt = made.Bssid, Made = made.Frame };
        }

        if (isNamed && (before.Meaning.Kind != PmkidKind.Unknown || association.Handshake is null))
        {
            PmkidMeaning then = before.Meaning with { IsByPlace = false };
            return before.Bssid == here
                ? then with { Kind = then.Kind == PmkidKind.Okc ? PmkidKind.Okc : PmkidKind.Pmksa, MadeAt = then.MadeAt ?? here }
                : then with
                {
                    Kind = PmkidKind.Pmksa,
                    MadeAt = then.MadeAt ?? before.Bssid,
                    ComputedFor = association.Akm is { Is8021X: true } ? before.Bssid : null,
                };
        }

        if (known?.TryFindCandidate(association, pmkid, out MacAddress computedFor) != true)
        {
            return null;
        }

        return computedFor != here ? new PmkidMeaning(PmkidKind.Pmksa) { ComputedFor = computedFor, MadeAt = computedFor }
            : !eap.TryFind(association.Sta, here, out _) && association.FirstEap is null && OtherEap(association) is { } elsewhere
                ? new PmkidMeaning(PmkidKind.Okc) { MadeAt = elsewhere.At, Made = elsewhere.Eap }
            : PmkidMeaning.Of(PmkidKind.Pmksa);
    }
}
