using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>Beacons and Probe Responses, and the nontransmitted BSSIDs that they speak for.</summary>
internal sealed class BeaconTracker(BssTable bsses, MultiLinkExchanges multiLink, Deadlines deadlines, ExchangeEvents events)
{
    /// <summary>A Beacon or Probe Response.</summary>
    public void OnBeacon(StoredFrame frame, in MacHeader header)
    {
        if (header.Bssid is not { } bssid || bssid.IsGroup || !Beacon.TryParse(header, out Beacon beacon, out _))
        {
            return;
        }

        Bss bss = bsses.Of(bssid);
        multiLink.OnBeacon(bss, frame);
        bss.TransmittedBy = null;
        deadlines.Hear(bss, frame);
        bss.Count(frame, header);
        Take(bss, frame);
        if (beacon.Elements.TryFind(ElementId.MultipleBssid, out _))
        {
            OnNontransmitted(bss, frame, header, beacon.Elements);
        }
        else if (bss.Nontransmitted is not null && frame is { Kind: FrameKind.Beacon, IsCutOff: false } && beacon.Elements.AreWhole)
        {
            bss.Nontransmitted = null; // it speaks for nobody else any more
        }
    }

    /// <summary>A FILS Discovery frame: in 6 GHz an AP sends it between Beacons, or in place of those that nobody hears.</summary>
    public void OnDiscovery(StoredFrame frame, in MacHeader header)
    {
        if (header.Bssid is not { IsGroup: false } bssid || header.Ta != bssid
            || !ActionFrame.TryParse(header, out ActionFrame action, out _)
            || !FilsDiscovery.TryParse(action, out FilsDiscovery read, out _))
        {
            return;
        }

        Bss bss = bsses.Of(bssid);
        deadlines.Hear(bss, frame);
        if (Ssid.TryParse(read.Ssid, out Ssid ssid, out _) && !ssid.IsWildcard && ssid.Octets.ContainsAnyExcept((byte)0))
        {
            bsses.Name(bss, ssid);
        }
    }

    private void Take(Bss bss, StoredFrame frame)
    {
        Elements elements = frame.Elements;
        if (elements.TryFind(ElementId.Ssid, out Element element) && Ssid.TryParse(element.Body, out Ssid ssid, out _)
            && !ssid.IsWildcard && ssid.Octets.ContainsAnyExcept((byte)0))
        {
            bsses.Name(bss, ssid);
        }

        bool changed = bss.Beacon is null || !BeaconSecurity.AreSame(bss.Beacon.Elements, elements);
        bss.Take(frame);
        if (changed)
        {
            events.BeaconChanged(new BeaconChanged(frame, bss));
        }
    }

    /// <summary>
    /// The nontransmitted BSSIDs that the BSS speaks for. One Beacon need not hold the profiles of all: those that it leaves out are heard
    /// all the same, and stay as they were.
    /// </summary>
    private void OnNontransmitted(Bss bss, StoredFrame frame, in MacHeader header, in Elements elements)
    {
        if (NontransmittedProfiles.Read(elements) is { } profiles)
        {
            int inherited = NontransmittedBeacon.HashOf(elements);
            for (int i = 0; i < profiles.Count; i++)
            {
                NontransmittedProfile profile = profiles[i];
                if (profile.BssidFrom(bss.Bssid) is { } bssid && bssid != bss.Bssid)
                {
                    Bss named = bsses.Of(bssid);
                    Speak(bss, named);
                    int hash = NontransmittedBeacon.HashOf(frame.Kind, inherited, profile);
                    if (named.ProfileHash != hash || named.Beacon is not { IsDerived: true })
                    {
                        named.ProfileHash = hash;
                        Take(named, NontransmittedBeacon.Derive(frame, header, elements, profile, bssid));
                    }
                }
            }
        }

        foreach (MacAddress bssid in bss.Nontransmitted ?? [])
        {
            if (bsses.Find(bssid) is { } named && named.TransmittedBy == bss.Bssid)
            {
                deadlines.Hear(named, frame);
                named.AddSignal(frame);
            }
        }
    }

    private static void Speak(Bss transmitted, Bss named)
    {
        named.TransmittedBy = transmitted.Bssid;
        List<MacAddress> all = transmitted.Nontransmitted ??= [];
        if (!all.Contains(named.Bssid) && all.Count < NontransmittedProfiles.Max)
        {
            all.Add(named.Bssid);
        }
    }
}
