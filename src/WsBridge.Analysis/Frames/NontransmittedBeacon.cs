using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>The Beacon that a nontransmitted BSSID or another link would send, made of the frame of the transmitted one.</summary>
internal static class NontransmittedBeacon
{
    private const int AddressOffset = 10;
    private const int BssidOffset = 16;
    private const int FixedSize = 12;
    private const int CapabilityOffset = 10;

    /// <summary>
    /// The Beacon of one BSSID of the set, made of a Beacon or Probe Response of the transmitted one; null when it says nothing of it.
    /// </summary>
    public static StoredFrame? Of(StoredFrame frame, MacAddress bssid)
    {
        Elements elements = frame.Elements;
        MacHeader header = frame.Header;
        if (header.Ta is not { } transmitted || NontransmittedProfiles.Read(elements) is not { } profiles)
        {
            return null;
        }

        for (int i = 0; i < profiles.Count; i++)
        {
            if (profiles[i].BssidFrom(transmitted) == bssid)
            {
                return Derive(frame, header, elements, profiles[i], bssid);
            }
        }

        return null;
    }

    /// <summary>
    /// Header and fixed fields of the frame with this BSSID and its capabilities, then the elements that it inherits and has. It is known
    /// as the real frame, and as derived, so that no offset in it is taken for one in the frame.
    /// </summary>
    public static StoredFrame Derive(StoredFrame frame, in MacHeader header, in Elements elements, in NontransmittedProfile profile,
        MacAddress bssid)
    {
        bool isWhole = elements.AreWhole && profile.Elements.AreWhole;
        return Make(frame, header, profile.Inherit(elements), profile.Capabilities, bssid, isWhole, frame.FrequencyMHz);
    }

    /// <summary>The same of another link of an AP MLD, which has a complete profile in a Probe Response; null where it has none.</summary>
    public static StoredFrame? Derive(StoredFrame frame, in MacHeader header, in Elements elements, in PerStaProfile profile) =>
        profile.Address is { IsGroup: false } bssid && profile.Inherit(elements) is { } inherited
        ? Make(frame, header, inherited, profile.Capabilities, bssid, elements.AreWhole && new Elements(inherited).AreWhole, null)
        : null;

    private static StoredFrame Make(StoredFrame frame, in MacHeader header, byte[] inherited, ushort? capabilities, MacAddress bssid,
        bool isWhole, int? frequency)
    {
        byte[] octets = new byte[header.BodyOffset + FixedSize + inherited.Length];
        header.Octets[..(header.BodyOffset + FixedSize)].CopyTo(octets);
        bssid.CopyTo(octets.AsSpan(AddressOffset));
        bssid.CopyTo(octets.AsSpan(BssidOffset));
        if (capabilities is { } own)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(header.BodyOffset + CapabilityOffset), own);
        }

        inherited.CopyTo(octets, header.BodyOffset + FixedSize);
        return new StoredFrame(frame.Ref, octets, frame.MacOffset, frame.IsCutOff || !isWhole, hasDataPad: false)
        {
            FrequencyMHz = frequency,
            IsDerived = true,
        };
    }

    /// <summary>
    /// What a Beacon of the BSSID would say, in one number, without what changes with every Beacon: an unchanged one need not be made anew.
    /// </summary>
    public static int HashOf(FrameKind kind, int transmitted, in NontransmittedProfile profile)
    {
        var hash = new HashCode();
        hash.Add(kind);
        hash.Add(transmitted);
        ReadOnlySpan<byte> octets = profile.Elements.Octets;
        int changing = profile.DtimCountOffset;
        hash.AddBytes(changing < 0 ? octets : octets[..changing]);
        hash.AddBytes(changing < 0 ? default : octets[(changing + 1)..]);
        return hash.ToHashCode();
    }

    /// <summary>The part of it that the transmitted BSSID gives.</summary>
    public static int HashOf(in Elements transmitted)
    {
        var hash = new HashCode();
        foreach (Element element in transmitted)
        {
            if (element.Id is not (ElementId.Ssid or ElementId.Tim or ElementId.BssLoad or ElementId.MultipleBssid))
            {
                hash.AddBytes(element.Octets);
            }
        }

        return hash.ToHashCode();
    }
}
