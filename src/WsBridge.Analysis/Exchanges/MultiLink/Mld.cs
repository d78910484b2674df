using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A link of an MLD.</summary>
/// <param name="Id">Link ID, 0 to 14; null where no frame has told it.</param>
/// <param name="Address">The address of the AP (its BSSID) or of the STA on that link.</param>
public readonly record struct MldLink(int? Id, MacAddress Address);

/// <summary>
/// A multi-link device (IEEE Std 802.11be-2024) as far as its frames have told: an AP MLD, or a client with one address for each link.
/// </summary>
public sealed class Mld(MacAddress address, StoredFrame toldBy)
{
    /// <summary>Link IDs are 0 to 14.</summary>
    private const int MaxLinks = 15;

    /// <summary>As many attempts at different APs as may still be under way.</summary>
    private const int MaxAssociations = 4;

    /// <summary>A client that takes new link addresses for each attempt has more than it has links.</summary>
    private const int MaxAddresses = 256;

    private readonly List<MldLink> _links = [];
    private readonly HashSet<MacAddress> _addresses = [address];
    private readonly Queue<MacAddress> _earlier = [];
    private readonly List<Association> _associations = [];
    private readonly List<LinkRemoval> _removals = [];
    private int _added;
    private int _givenUp;

    /// <summary>Its MLD MAC address, which in most exchanges stands in no MAC header.</summary>
    public MacAddress Address { get; } = address;

    /// <summary>The frame that told first which address belongs to which MLD.</summary>
    public StoredFrame ToldBy { get; } = toldBy;

    /// <summary>Its links, as far as they are known; of a client those of its latest association.</summary>
    public IReadOnlyList<MldLink> Links => _links;

    /// <summary>Every address that was seen of it, also those of earlier associations.</summary>
    public IReadOnlySet<MacAddress> Addresses => _addresses;

    /// <summary>Of a client: where it associates or is associated, the latest first.</summary>
    internal IReadOnlyList<Association> Associations => _associations;

    /// <summary>
    /// Of a client: its latest request to change links or what goes over them, in the clear; null when none waits for an answer.
    /// </summary>
    internal StoredFrame? LinkRequest { get; set; }

    /// <summary>Of an AP: the link goes, or is gone, as it has announced; null where it has not.</summary>
    internal LinkRemoval? RemovalOf(int linkId)
    {
        foreach (LinkRemoval removal in _removals)
        {
            if (removal.LinkId == linkId)
            {
                return removal;
            }
        }

        return null;
    }

    /// <summary>Of a client: the link was added to its latest association (true), given up (false), or set up with it (null).</summary>
    internal bool? Reconfigured(int linkId) =>
        (_added >> linkId & 1) != 0 ? true : (_givenUp >> linkId & 1) != 0 ? false : null;

    /// <summary>It has this address, on a link or for all.</summary>
    public bool Has(MacAddress candidate)
    {
        foreach (MldLink link in _links)
        {
            if (link.Address == candidate)
            {
                return true;
            }
        }

        return candidate == Address;
    }

    /// <summary>The link of an address; null when it is not known.</summary>
    public int? LinkIdOf(MacAddress link) => _links.Find(known => known.Address == link).Id;

    /// <summary>The link with this ID; null when it is not known.</summary>
    public MldLink? LinkOf(int id)
    {
        foreach (MldLink link in _links)
        {
            if (link.Id == id)
            {
                return link;
            }
        }

        return null;
    }

    /// <summary>Another association begins: what were its links are others now.</summary>
    internal void ClearLinks()
    {
        _links.Clear();
        LinkRequest = null;
        _added = _givenUp = 0;
    }

    /// <summary>Of a client: a link is added to its association, or given up.</summary>
    internal void Reconfigure(int linkId, bool isThere)
    {
        int bit = 1 << linkId;
        _added = isThere ? _added | bit : _added & ~bit;
        _givenUp = isThere ? _givenUp & ~bit : _givenUp | bit;
        if (!isThere)
        {
            _links.RemoveAll(link => link.Id == linkId);
        }
    }

    /// <summary>Of an AP: it announces that a link goes.</summary>
    /// <returns>
    /// It has not announced that already, or for a later time; long after a link was due it may be another one.
    /// </returns>
    internal bool Announce(in LinkRemoval removal, long now)
    {
        const long LateMicroseconds = 10_000_000;
        int linkId = removal.LinkId;
        int known = _removals.FindIndex(other => other.LinkId == linkId);
        bool isNews = known < 0 || now > _removals[known].DueMicroseconds + LateMicroseconds
            || removal.DueMicroseconds < _removals[known].DueMicroseconds - LateMicroseconds;
        if (known >= 0)
        {
            _removals[known] = removal;
        }
        else
        {
            _removals.Add(removal);
        }

        return isNews;
    }

    /// <summary>A frame has told of a link.</summary>
    internal void Add(int? id, MacAddress link)
    {
        if (_addresses.Add(link) && _addresses.Count > MaxAddresses)
        {
            // The latest count: those of attempts long ago make room.
            _addresses.Remove(_earlier.Dequeue());
        }

        if (link != Address && !_earlier.Contains(link))
        {
            _earlier.Enqueue(link);
        }

        int known = _links.FindIndex(other => other.Address == link);
        if (known >= 0)
        {
            _links[known] = new MldLink(id ?? _links[known].Id, link);
            return;
        }

        if (id is not null)
        {
            _links.RemoveAll(other => other.Id == id); // its address there has changed
        }

        if (_links.Count < MaxLinks)
        {
            _links.Add(new MldLink(id, link));
            _links.Sort(static (one, other) => (one.Id ?? MaxLinks).CompareTo(other.Id ?? MaxLinks));
        }
    }

    internal void Enter(Association association)
    {
        if (_associations is [var latest, ..] && latest == association)
        {
            return;
        }

        _associations.Remove(association);
        if (_associations.Count == MaxAssociations)
        {
            _associations.RemoveAt(MaxAssociations - 1);
        }

        _associations.Insert(0, association);
    }

    internal void Evict(Association association) => _associations.Remove(association);
}
