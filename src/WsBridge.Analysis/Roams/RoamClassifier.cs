using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>Tells type and origin of the keys from what was captured so far.</summary>
internal static class RoamClassifier
{
    /// <summary>Message 1 this soon after the response leaves no time for EAP that the capture missed.</summary>
    private const long NoEapMicroseconds = 100_000;

    /// <summary>
    /// Message 1 follows the end of EAP within this time, by the clock of the RADIUS capture, which may be a little ahead.
    /// </summary>
    private const long EapMicroseconds = 2_000_000;

    private const long EapClockMicroseconds = 200_000;

    public static void Classify(Roam roam, Association association, KeyTable keys)
    {
        roam.Security = NetworkSecurities.Of(association);
        (roam.Type, roam.Authentication) = TypeOf(roam, association, keys);
        roam.Akm = association.Akm ?? roam.Akm;
    }

    private static (RoamType? Type, RoamAuthentication? Authentication) TypeOf(Roam roam, Association association, KeyTable keys)
    {
        if (roam.IsOverTheDs)
        {
            return (RoamType.FtOverTheDs, RoamAuthentication.Ft);
        }

        if (roam.Algorithm == Authentication.FastBssTransition)
        {
            return (RoamType.FtOverTheAir, RoamAuthentication.Ft);
        }

        if (roam.Algorithm == Authentication.Eppke)
        {
            return (RoamType.Eppke, RoamAuthentication.Eppke);
        }

        if (association.IsFtProtocol)
        {
            // Over the air it would have been heard on the channel of this very request; FT action frames go over the other
            // channel, and encrypted under management frame protection.
            return (RoamType.FtOverTheDs, RoamAuthentication.Ft);
        }

        AkmSuite? akm = association.Akm ?? (TellsAkm(association) ? null : OnlyAkmOf(association.Bss));
        (RoamType? type, RoamAuthentication? authentication) = akm is { } known
            ? ByAkm(roam, association, known, keys)
            : WithoutAkm(roam, association);
        return akm is { IsFt: true } ? (RoamType.FtInitial, authentication) : (type, authentication);
    }

    private static (RoamType?, RoamAuthentication?) ByAkm(Roam roam, Association association, AkmSuite akm, KeyTable keys) =>
        (roam.Algorithm, akm) switch
        {
            (Authentication.Fils or Authentication.FilsPfs or Authentication.FilsPublicKey, _) => (RoamType.Fils, RoamAuthentication.Fils),
            (_, { IsFils: true }) => (RoamType.Fils, WithoutFils(roam, association, keys)),
            (Authentication.Sae, _) => (RoamType.Sae, RoamAuthentication.Sae),
            (Authentication.OpenSystem, { IsSae: true }) => (RoamType.SaePmksa, RoamAuthentication.Pmksa),
            (_, { IsSae: true }) => (RoamType.Sae, null),
            (_, { IsPsk: true }) => (RoamType.Psk, RoamAuthentication.Psk),
            (_, { RsnType: 18 }) => (RoamType.Owe, RoamAuthentication.Owe),
            (_, { Is8021X: true }) => By8021X(roam, association, keys),
            _ => (null, null),
        };

    /// <summary>A client with an AKM of FILS that begins with Open System has EAP and the 4-way handshake, or a cached PMKSA.</summary>
    private static RoamAuthentication? WithoutFils(Roam roam, Association association, KeyTable keys) =>
        roam.Algorithm == Authentication.OpenSystem ? By8021X(roam, association, keys).Item2
        : association.FirstEap is not null ? RoamAuthentication.Eap
        : RoamAuthentication.Fils;

    private static (RoamType?, RoamAuthentication?) By8021X(Roam roam, Association association, KeyTable keys)
    {
        if (association.FirstEap is not null)
        {
            return (RoamType.Eap, RoamAuthentication.Eap);
        }

        StoredFrame? message1 = association.Handshake is { M1: [var first, ..] } ? first.Frame : null;
        if (association.TryGetRequestRsne(out _, out Rsne rsne) && rsne.PmkidsThere > 0)
        {
            if (roam is { HadEap: false, MayHaveHadEap: true, WasHere: false })
            {
                return (null, null); // OKC, or a cached PMKSA from before the capture
            }

            // An AP that never saw this STA can only know the PMKID from another one; without such a past in the capture it is a cached
            // PMKSA. Nor can it where it takes preauthentication, in which EAP runs through the old AP, encrypted.
            bool isOkc = roam is { HadEap: true, WasHere: false } && !TakesPreauthentication(association.Bss);
            return (isOkc ? RoamType.Okc : RoamType.Pmksa,
                message1 is null ? null : isOkc ? RoamAuthentication.Okc : RoamAuthentication.Pmksa);
        }

        bool isWithoutEap = TellsAkm(association) && association.Response is { } response && message1 is not null
            && message1.Ref.TimeMicroseconds - response.Ref.TimeMicroseconds is >= 0 and <= NoEapMicroseconds;
        if (!isWithoutEap)
        {
            return (TellsAkm(association) ? RoamType.Eap : null, null);
        }

        // The AP knows the STA by its address only when the network has seen it before; else something is missing in the capture.
        return message1 is not null && HadEapElsewhere(association.Sta, message1.Ref.TimeMicroseconds, keys)
            ? (RoamType.Eap, RoamAuthentication.Eap)
            : roam is { HadEap: true } or { WasHere: true } or { IsMove: true } ? (RoamType.OkcImplicit, RoamAuthentication.Okc)
            : (null, null);
    }

    /// <summary>The authentication server has let the STA in just before, which the capture of the wired side shows.</summary>
    private static bool HadEapElsewhere(MacAddress sta, long message1, KeyTable keys)
    {
        foreach (KnownKey key in keys.Keys)
        {
            if (key.Binding.Sta == sta && message1 - key.Binding.FromMicroseconds is >= -EapClockMicroseconds and <= EapMicroseconds)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>No AKM can be read: an open network, or keys by what shows in EAP and the handshake alone.</summary>
    private static (RoamType?, RoamAuthentication?) WithoutAkm(Roam roam, Association association) => association switch
    {
        { FirstEap: not null } => (association.Request is null || TellsAkm(association) ? RoamType.Eap : null, RoamAuthentication.Eap),
        { Handshake: not null } when roam.Security != NetworkSecurity.Unknown => (RoamType.Psk, RoamAuthentication.Psk),
        { Handshake: null } when roam.Security == NetworkSecurity.Open => (RoamType.Open, RoamAuthentication.None),
        _ => (null, null),
    };

    /// <summary>
    /// The (Re)Association Request was captured as far as an RSNE would be: what it does not name the STA did not select.
    /// </summary>
    private static bool TellsAkm(Association association) =>
        association.Request is { } request && request.PresenceOf(ElementId.Rsne) != Presence.CutOff;

    private static bool TakesPreauthentication(Bss bss) =>
        bss.Beacon is { } beacon && BeaconFrames.TryGetRsne(beacon, out _, out Rsne rsne)
        && rsne.Capabilities is { Preauthentication: true };

    /// <summary>The AKM that a STA must choose where the BSS offers no other.</summary>
    private static AkmSuite? OnlyAkmOf(Bss bss) =>
        bss.Beacon is { } beacon && SecurityElement.TryFind(beacon.Elements, out Element element, out Rsne offered)
        && offered.Akms.Count == 1
            && !(element.Id == ElementId.Rsne && WpaElement.TryFind(beacon.Elements, out _, out _)) ? offered.Akms[0] : null;
}
