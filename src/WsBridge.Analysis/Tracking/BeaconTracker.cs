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
        bool isNews = bss.Beacon is not { } before || bss.IsKnownFromOtherLink || before.Kind != frame.Kind
            || before.Octets.Length != frame.Octets.Length;
        Mld? ap = isNews ? multiLink.OnBeacon(bss, frame) : null;
        bss.TransmittedBy = null;
        deadlines.Hear(bss, frame);
        bss.Count(frame, header);
        Take(bss, frame);
        if (isNews)
        {
            OnNeighbors(bss, beacon.Elements);
        }

        if (ap is not null)
        {
            OnLinks(ap, bss, frame, header, beacon.Elements);
        }

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
        else if (read.ShortSsid is { } shortSsid)
        {
            bsses.Name(bss, shortSsid);
        }
    }

    /// <summary>BSSs that a Reduced Neighbor Report names.</summary>
    private void OnNeighbors(Bss bss, scoped in Elements elements)
    {
        foreach (Element element in elements)
        {
            if (element.Id == ReducedNeighborReport.ElementId)
            {
                foreach (NeighborAp neighbor in new ReducedNeighborReport(element.Body))
                {
                    if (neighbor.Bssid is { IsGroup: false, Value: not 0 })
                    {
                        bsses.Hear(neighbor, bss);
                    }
                }
            }
        }
    }

    /// <summary>
    /// The other links of an AP MLD: those that go, and those that have a complete profile in a Probe Response, which stands for a Beacon
    /// until one of theirs is heard.
    /// </summary>
    private void OnLinks(Mld ap, Bss bss, StoredFrame frame, in MacHeader header, scoped in Elements elements)
    {
        foreach (LinkRemoval removal in MldReader.RemovalsIn(ap, frame))
        {
            events.LinkRemoval(new LinkRemovalAnnounced(frame, bss, ap, removal));
        }

        if (frame.Kind != FrameKind.ProbeResponse || !MultiLink.TryFindBasic(elements, out MultiLink multiLink))
        {
            return;
        }

        foreach (PerStaProfile profile in multiLink.Profiles)
        {
            if (profile is { IsComplete: true, Address: { } address } && address != bss.Bssid
                && bsses.Of(address) is { } named && (named.Beacon is null || named.IsKnownFromOtherLink)
                && NontransmittedBeacon.Derive(frame, header, elements, profile) is { } derived)
            {
                Take(named, derived, isOfOtherLink: true);
            }
        }
    }

    private void Take(Bss bss, StoredFrame frame, bool isOfOtherLink = false)
    {
        Elements elements = frame.Elements;
        if (elements.TryFind(ElementId.Ssid, out Element element) && Ssid.TryParse(element.Body, out Ssid ssid, out _)
            && !ssid.IsWildcard && ssid.Octets.ContainsAnyExcept((byte)0))
        {
            bsses.Name(bss, ssid);
        }

        bool changed = bss.Beacon is null || !BeaconSecurity.AreSame(bss.Beacon.Elements, elements);
        bss.Take(frame, isOfOtherLink);
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
