using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// Which addresses on the air belong to which MLD. A client takes new link addresses whenever it likes, and the frames of one exchange may
/// go over any link: without this it would be as many clients. Bounded; empty, and asked for nothing, as long as no frame tells of an MLD.
/// </summary>
/// <remarks>
/// Told by Basic Multi-Link elements (Beacon, Probe Response, Authentication, (Re)Association), Reduced Neighbor Reports and, in EAPOL-Key
/// frames, the MAC Address and MLO Link KDEs, as far as they are in the clear.
/// </remarks>
internal sealed class MldTable
{
    private readonly RecentTable<MacAddress, Mld> _clients = new(8192);
    private readonly RecentTable<MacAddress, Mld> _aps = new(4096);

    /// <summary>No client is known to be an MLD.</summary>
    public bool HasNoClients { get; private set; } = true;

    /// <summary>No AP is known to be an MLD.</summary>
    public bool HasNoAps { get; private set; } = true;

    /// <summary>The client that has this address, on a link or for all; null when none is known.</summary>
    public Mld? ClientOf(MacAddress address) => !HasNoClients && _clients.TryGet(address, out Mld? client) ? client : null;

    /// <summary>The AP MLD of a BSSID, or with this MLD MAC address; null when none is known.</summary>
    public Mld? ApOf(MacAddress address) => !HasNoAps && _aps.TryGet(address, out Mld? ap) ? ap : null;

    /// <summary>Both are links of one AP MLD, or the same address.</summary>
    public bool AreSameAp(MacAddress one, MacAddress other) => one == other || (ApOf(one) is { } ap && ap == ApOf(other));

    /// <summary>A frame has told that the AP of this BSSID is of an AP MLD.</summary>
    public Mld LearnAp(MacAddress mld, MacAddress bssid, int? linkId, StoredFrame frame)
    {
        HasNoAps = false;
        Mld ap = Learn(_aps, mld, frame);
        AddLink(_aps, ap, linkId, bssid);
        return ap;
    }

    /// <summary>A frame has told that a client of this link address is an MLD.</summary>
    public Mld LearnClient(MacAddress mld, MacAddress link, int? linkId, StoredFrame frame)
    {
        HasNoClients = false;
        Mld client = Learn(_clients, mld, frame);
        AddLink(_clients, client, linkId, link);
        return client;
    }

    /// <summary>A frame has told of another link of an AP MLD.</summary>
    public void AddApLink(Mld ap, int? linkId, MacAddress bssid) => AddLink(_aps, ap, linkId, bssid);

    /// <summary>A frame has told of another link of a client.</summary>
    public void AddClientLink(Mld client, int? linkId, MacAddress link) => AddLink(_clients, client, linkId, link);

    private static Mld Learn(RecentTable<MacAddress, Mld> table, MacAddress mld, StoredFrame frame)
    {
        if (!table.TryGet(mld, out Mld? known) || known.Address != mld)
        {
            known = new Mld(mld, frame);
            table.Set(mld, known);
        }

        return known;
    }

    private static void AddLink(RecentTable<MacAddress, Mld> table, Mld mld, int? linkId, MacAddress address)
    {
        if (address.IsGroup || address.Value == 0)
        {
            return;
        }

        mld.Add(linkId, address);
        if (address != mld.Address && (!table.TryGet(address, out Mld? before) || before != mld))
        {
            table.Set(address, mld);
        }
    }
}
