namespace WsBridge.Dot11;

/// <summary>
/// The Nontransmitted BSSID Profiles of the Multiple BSSID elements of one Beacon or Probe Response, put together where one is split over
/// several of them. IEEE Std 802.11-2020, 9.4.2.45 and 11.1.3.8.
/// </summary>
/// <remarks>
/// Every profile begins with a Nontransmitted BSSID Capability element; a subelement that does not goes on with the profile before it.
/// Allocates one array for all of them.
/// </remarks>
public sealed class NontransmittedProfiles
{
    /// <summary>How many BSSIDs beside the transmitted one a set can have.</summary>
    public const int Max = 255;

    private const byte ProfileSubelement = 0;

    /// <summary>2 to this power is the most BSSIDs that a set can have.</summary>
    private const int MaxIndicator = 8;

    private readonly byte[] _octets;
    private readonly List<(int Start, int Length)> _profiles = [];

    private NontransmittedProfiles(int capacity) => _octets = new byte[capacity];

    /// <summary>How many profiles were there.</summary>
    public int Count => _profiles.Count;

    /// <summary>One of them, in frame order.</summary>
    public NontransmittedProfile this[int index] => new(_octets.AsSpan(_profiles[index].Start, _profiles[index].Length), MaxBssidIndicator);

    /// <summary>MaxBSSID Indicator: the set has at most 2 to this power BSSIDs, which differ in so many of the last bits.</summary>
    public int MaxBssidIndicator { get; private set; }

    /// <summary>Reads all Multiple BSSID elements that are whole.</summary>
    /// <returns>Null when there is none with a profile, or the MaxBSSID Indicator is not 1 to 8.</returns>
    public static NontransmittedProfiles? Read(in Elements elements)
    {
        NontransmittedProfiles? profiles = null;
        int used = 0;
        foreach (Element element in elements)
        {
            if (element.Id != ElementId.MultipleBssid
                || element.Body is not [var indicator and >= 1 and <= MaxIndicator, .. var subelements])
            {
                continue;
            }

            profiles ??= new NontransmittedProfiles(elements.Octets.Length) { MaxBssidIndicator = indicator };
            foreach (Element subelement in new Elements(subelements))
            {
                if (subelement.Id == ProfileSubelement)
                {
                    profiles.Add(subelement.Octets[2..], ref used);
                }
            }
        }

        return profiles is { Count: > 0 } ? profiles : null;
    }

    private void Add(ReadOnlySpan<byte> part, ref int used)
    {
        bool begins = part is [ElementId.NontransmittedBssidCapability, ..];
        if (!begins && _profiles.Count == 0)
        {
            return; // the rest of a profile whose beginning is not there
        }

        part.CopyTo(_octets.AsSpan(used));
        if (begins)
        {
            _profiles.Add((used, part.Length));
        }
        else
        {
            _profiles[^1] = (_profiles[^1].Start, _profiles[^1].Length + part.Length);
        }

        used += part.Length;
    }
}

/// <summary>
/// One Nontransmitted BSSID Profile: elements, of which some say whose they are and the others take the place of those of the transmitted
/// BSSID.
/// </summary>
public readonly ref struct NontransmittedProfile
{
    private const int IndexOffset = 2;
    private readonly int _maxBssidIndicator;

    internal NontransmittedProfile(ReadOnlySpan<byte> octets, int maxBssidIndicator)
    {
        Elements = new Elements(octets);
        _maxBssidIndicator = maxBssidIndicator;
    }

    /// <summary>All elements of the profile.</summary>
    public Elements Elements { get; }

    /// <summary>The Capability Information of this BSSID; null when it is not there.</summary>
    public ushort? Capabilities =>
        Elements.TryFind(ElementId.NontransmittedBssidCapability, out Element element) && element.Body is [var low, var high, ..]
            ? (ushort)(low | high << 8)
            : null;

    /// <summary>BSSID Index, from 1; null when it is not there or cannot be in such a set.</summary>
    public int? Index =>
        Elements.TryFind(ElementId.MultipleBssidIndex, out Element element) && element.Body is [var index and not 0, ..]
        && index < 1 << _maxBssidIndicator
            ? index
            : null;

    /// <summary>Where the DTIM Count stands in the profile, which changes with every Beacon; -1 when it is not there.</summary>
    public int DtimCountOffset =>
        Elements.TryFind(ElementId.MultipleBssidIndex, out Element element) && element.Body.Length > IndexOffset
            ? element.BodyOffset + IndexOffset
            : -1;

    /// <summary>The BSSID: the last bits of the transmitted BSSID plus the index, without a carry into the others.</summary>
    public MacAddress? BssidFrom(MacAddress transmitted)
    {
        ulong mask = (1UL << _maxBssidIndicator) - 1;
        return Index is { } index ? new MacAddress((transmitted.Value & ~mask) | ((transmitted.Value + (ulong)index) & mask)) : null;
    }

    /// <summary>
    /// The elements of a Beacon of this BSSID: those of the transmitted BSSID in their order, those of the profile in the place of their
    /// likes or after them. What tells of the set or of the transmitted BSSID alone is left out, and what a Non-Inheritance element names.
    /// </summary>
    public byte[] Inherit(in Elements transmitted) => ElementInheritance.Merge(transmitted, Elements,
        [ElementId.Ssid, ElementId.Tim],
        [ElementId.MultipleBssid, ElementId.NontransmittedBssidCapability, ElementId.MultipleBssidIndex]);
}
