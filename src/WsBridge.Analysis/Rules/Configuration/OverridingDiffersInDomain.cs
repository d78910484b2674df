using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>BSSs of one SSID, mobility domain and band announce different RSN overriding elements.</summary>
internal sealed class OverridingDiffersInDomain : IRule<BeaconChanged>
{
    private const int First6GHz = 5925;
    private const int First5GHz = 4900;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-013", "overriding-differs-in-domain", Severity.Warn, ExpertGroup.Security, Fault.Config,
        "APs of one mobility domain announce different RSN overriding elements.")
    {
        Milder = [Severity.Note],
        Once = Once.PerEss,
        Explanation = """
            New clients take their AKM, ciphers and RSN capabilities from the RSNE Override, RSNE Override 2 and RSNXE Override elements.
            FT keeps the AKM: a client that uses an FT AKM of these elements cannot use FT to an AP that does not offer it, and needs a full
            authentication there.
            A warning where such an AKM is missing; a note where the elements differ in anything else.
            Compares BSSs of one band only, since at 6 GHz the RSNE itself is what new clients use, and only Beacons and Probe Responses
            that were captured whole.
            Reported once per mobility domain of an SSID.
            """,
        Implementations = """
            hostapd announces the elements for each BSS by rsn_override_key_mgmt and rsn_override_key_mgmt_2; nothing compares them
            between APs.
            """,
        Next = """
            Configure RSN overriding (often called WPA3 compatibility mode) alike on all APs of the SSID; check their firmware versions.
            """,
        Values =
        [
            ("mdid", "MDID in on-air order"),
            ("element", "RSNE Override, RSNE Override 2 or RSNXE Override"),
            ("here", "what it carries in this BSS, in hexadecimal, empty when it is not there"),
            ("there", "the same of the other BSS"),
            ("other", "BSSID of the other BSS"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        if (e.Bss.Ess is not { Bsses.Count: > 1 } ess || !TryGetDomain(e.Bss, out StoredFrame beacon, out Mdid mdid))
        {
            return;
        }

        for (int i = 0; i < ess.Bsses.Count; i++)
        {
            Bss other = ess.Bsses[i];
            if (other == e.Bss || !IsSameBand(e.Bss, other) || !TryGetDomain(other, out StoredFrame otherBeacon, out Mdid there)
                || there != mdid)
            {
                continue;
            }

            if (MissingAkm(beacon, otherBeacon) is { } missing)
            {
                Report(report, missing.Type, beacon, otherBeacon, other, mdid, Severity.Warn,
                    $"this BSS offers {missing.Akm} by RSN overriding, {other.Bssid} does not offer it");
                return;
            }

            if (MissingAkm(otherBeacon, beacon) is { } more)
            {
                Report(report, more.Type, beacon, otherBeacon, other, mdid, Severity.Warn,
                    $"{other.Bssid} offers {more.Akm} by RSN overriding, this BSS does not offer it");
                return;
            }

            if (Differing(beacon, otherBeacon) is { } type)
            {
                Report(report, type, beacon, otherBeacon, other, mdid, Severity.Note,
                    $"the {RsnOverriding.NameOf(type)} of this BSS differs from the one of {other.Bssid}");
                return;
            }
        }
    }

    private static bool TryGetDomain(Bss bss, out StoredFrame beacon, out Mdid mdid)
    {
        mdid = default;
        beacon = bss.Beacon!;
        if (bss.Beacon is not { } frame || !FtFrames.IsWhole(frame) || !frame.Elements.TryFind(ElementId.Mde, out Element element)
            || !Mde.TryParse(element.Body, out Mde mde, out _))
        {
            return false;
        }

        mdid = mde.Mdid;
        return true;
    }

    private static bool IsSameBand(Bss one, Bss other) =>
        one.FrequencyMHz is { } here && other.FrequencyMHz is { } there && BandOf(here) == BandOf(there);

    private static int BandOf(int frequency) => frequency >= First6GHz ? 6 : frequency >= First5GHz ? 5 : 2;

    /// <summary>An FT AKM that one AP offers in an overriding element and the other one nowhere.</summary>
    private static (byte Type, AkmSuite Akm)? MissingAkm(StoredFrame beacon, StoredFrame other)
    {
        foreach (byte type in (ReadOnlySpan<byte>)[RsnOverriding.Rsne, RsnOverriding.Rsne2])
        {
            if (RsnOverriding.TryFind(beacon.Elements, type, out ReadOnlySpan<byte> body))
            {
                AkmSuiteList akms = Rsne.ReadLenient(body).Akms;
                for (int i = 0; i < akms.Count; i++)
                {
                    if (akms[i].IsFt && !Offers(other, akms[i]))
                    {
                        return (type, akms[i]);
                    }
                }
            }
        }

        return null;
    }

    private static bool Offers(StoredFrame beacon, AkmSuite akm)
    {
        bool isOffered = beacon.Elements.TryFind(ElementId.Rsne, out Element element) && Rsne.ReadLenient(element.Body).Akms.Contains(akm);
        foreach (byte type in (ReadOnlySpan<byte>)[RsnOverriding.Rsne, RsnOverriding.Rsne2])
        {
            isOffered |= RsnOverriding.TryFind(beacon.Elements, type, out ReadOnlySpan<byte> body)
                && Rsne.ReadLenient(body).Akms.Contains(akm);
        }

        return isOffered;
    }

    private static byte? Differing(StoredFrame beacon, StoredFrame other)
    {
        foreach (byte type in (ReadOnlySpan<byte>)[RsnOverriding.Rsne, RsnOverriding.Rsne2, RsnOverriding.Rsnxe])
        {
            bool isHere = RsnOverriding.TryFind(beacon.Elements, type, out ReadOnlySpan<byte> here);
            bool isThere = RsnOverriding.TryFind(other.Elements, type, out ReadOnlySpan<byte> there);
            if (isHere != isThere || !here.SequenceEqual(there))
            {
                return type;
            }
        }

        return null;
    }

    private void Report(
        in Report report, byte type, StoredFrame beacon, StoredFrame otherBeacon, Bss other, Mdid mdid, Severity severity, string what)
    {
        RsnOverriding.TryFind(beacon.Elements, type, out ReadOnlySpan<byte> here);
        RsnOverriding.TryFind(otherBeacon.Elements, type, out ReadOnlySpan<byte> there);
        string consequence = severity == Severity.Warn ? ": a client that uses it needs a full authentication to move between them" : "";
        report.Add(Info, $"In mobility domain {mdid} {what}{consequence}.", new Detail
        {
            Severity = severity,
            Subject = mdid.Value,
            Related = [new RelatedFrame(otherBeacon.Ref, "frame of the other BSS with its elements")],
            Values =
            [
                FindingValue.Of("mdid", mdid.ToString()),
                FindingValue.Of("element", RsnOverriding.NameOf(type)),
                FindingValue.Of("here", Convert.ToHexStringLower(here)),
                FindingValue.Of("there", Convert.ToHexStringLower(there)),
                FindingValue.Of("other", other.Bssid.ToString()),
            ],
        });
    }
}
