using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>How the elements of a nontransmitted BSSID are told.</summary>
public enum ProfileWay
{
    /// <summary>Its profile has all that is its own; the transmitted BSSID has other security elements.</summary>
    Own,

    /// <summary>Its profile has the name alone; it inherits all else from the transmitted BSSID.</summary>
    Inherited,

    /// <summary>Its profile is split over two Multiple BSSID elements.</summary>
    Split,

    /// <summary>Only every second Beacon has its profile; the others have that of another BSSID.</summary>
    Alternating,
}

/// <summary>
/// Each BSS becomes a nontransmitted BSSID: its Beacons and Probe Responses come from a made-up transmitted BSSID, in a Multiple BSSID
/// element.
/// </summary>
/// <remarks>IEEE Std 802.11-2020, 9.4.2.45 and 11.1.3.8.</remarks>
public sealed class NontransmittedBssid(ProfileWay way) : ITransform
{
    private const int Indicator = 3; // up to eight BSSIDs, which differ in the last three bits
    private const byte CapabilityElement = 83;
    private const byte IndexElement = 85;
    private const byte NonInheritance = 56;
    private static readonly byte[] OwnElements = [ElementId.Rsne, ElementId.Mde, ElementId.Rsnxe];

    /// <summary>Those of the transmitted BSSID: FT-SAE with PMF required, in a mobility domain of its own.</summary>
    private static byte[][] Foreign =>
    [
        MakeElement.Rsne(new RsneOptions { Akms = [9], Capabilities = 0xC0, GroupManagementCipher = 6 }), MakeElement.Mde(0x7A7A),
        MakeElement.Rsnxe(),
    ];

    /// <inheritdoc/>
    public string Name => $"nontransmitted BSSID, profile {way}";

    /// <inheritdoc/>
    public bool LosesNothing => true;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        HashSet<MacAddress> taken = [.. frames.SelectMany(Addresses)];
        var transmitted = new Dictionary<MacAddress, (MacAddress Address, int Index)>();
        var beacons = 0;
        foreach (var frame in frames)
        {
            if (frame.Missing > 0 || !BeaconParts.TryTake(frame.Mac, out var beacon))
            {
                yield return frame;
                continue;
            }

            var bssid = MacAddress.Read(frame.Mac.AsSpan(16));
            if (!transmitted.TryGetValue(bssid, out var by))
            {
                transmitted[bssid] = by = Free(bssid, taken);
                taken.Add(by.Address);
            }

            var hasProfile = way != ProfileWay.Alternating || frame.Kind == FrameKind.ProbeResponse || beacons++ % 2 == 0;
            yield return frame with { Mac = MakeAnew(beacon, by.Address, by.Index, hasProfile) };
        }
    }

    private static IEnumerable<MacAddress> Addresses(AirFrame frame)
    {
        for (var at = 4; at + 6 <= Math.Min(frame.Mac.Length, 22); at += 6)
        {
            yield return MacAddress.Read(frame.Mac.AsSpan(at));
        }
    }

    /// <summary>The BSSID of index i is the transmitted one with i added to its last bits, modulo their range.</summary>
    private static (MacAddress Address, int Index) Free(MacAddress bssid, HashSet<MacAddress> taken)
    {
        const ulong Range = (1 << Indicator) - 1;
        for (ulong index = 3; ; index++)
        {
            var address = new MacAddress((bssid.Value & ~Range) | ((bssid.Value - index) & Range));
            if ((index & Range) != 0 && !taken.Contains(address))
            {
                return (address, (int)(index & Range));
            }
        }
    }

    private byte[] MakeAnew(BeaconParts beacon, MacAddress transmitter, int index, bool hasProfile)
    {
        var ssid = beacon.Elements.FirstOrDefault(element => element[0] == ElementId.Ssid) ?? MakeElement.Ssid("");
        byte[][] own = [.. beacon.Elements.Where(element => OwnElements.Contains(element[0]))];
        byte[][] common = [.. beacon.Elements.Where(element => element[0] != ElementId.Ssid
            && (way == ProfileWay.Inherited || !own.Contains(element)))];
        byte[][] profile = way == ProfileWay.Inherited ? [] : [.. own, .. NotInherited(own)];
        byte[][] foreign = way == ProfileWay.Inherited ? [] : Foreign;
        byte[][] first = [MakeElement.Any(CapabilityElement, beacon.Capabilities), ssid, MakeElement.Any(IndexElement, (byte)index, 1, 0)];
        if (!hasProfile)
        {
            first =
            [
                MakeElement.Any(CapabilityElement, beacon.Capabilities),
                MakeElement.Ssid("another"),
                MakeElement.Any(IndexElement, (byte)(index ^ 1), 1, 0),
            ];
        }

        byte[][] multiple = way == ProfileWay.Split
            ? [Multiple(first), Multiple(profile)]
            : [Multiple([.. first, .. profile])];
        beacon = beacon with { Head = From(beacon.Head, transmitter) };
        return beacon.With([
            MakeElement.Ssid("transmitted"),
            .. common.TakeWhile(element => element[0] < ElementId.MultipleBssid),
            .. foreign,
            .. multiple,
            .. common.SkipWhile(element => element[0] < ElementId.MultipleBssid),
        ]);
    }

    /// <summary>What the transmitted BSSID has and this one has not.</summary>
    private static IEnumerable<byte[]> NotInherited(byte[][] own)
    {
        byte[] ids = [.. OwnElements.Where(id => !Array.Exists(own, element => element[0] == id))];
        return ids.Length == 0 ? [] : [MakeElement.Any(ElementId.Extension, [NonInheritance, (byte)ids.Length, .. ids, 0])];
    }

    private static byte[] Multiple(byte[][] profile)
    {
        var octets = Octets.Join(profile);
        return MakeElement.Any(ElementId.MultipleBssid, [Indicator, 0, (byte)octets.Length, .. octets]);
    }

    private static byte[] From(byte[] head, MacAddress transmitter)
    {
        byte[] copy = [.. head];
        transmitter.CopyTo(copy.AsSpan(10));
        transmitter.CopyTo(copy.AsSpan(16));
        return copy;
    }
}
