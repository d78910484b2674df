using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>The Beacon that a nontransmitted BSSID would send, made of the frame of the transmitted one.</summary>
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
        byte[] inherited = profile.Inherit(elements);
        byte[] octets = new byte[header.BodyOffset + FixedSize + inherited.Length];
        header.Octets[..(header.BodyOffset + FixedSize)].CopyTo(octets);
        bssid.CopyTo(octets.AsSpan(AddressOffset));
        bssid.CopyTo(octets.AsSpan(BssidOffset));
        if (profile.Capabilities is { } capabilities)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(header.BodyOffset + CapabilityOffset), capabilities);
        }

        inherited.CopyTo(octets, header.BodyOffset + FixedSize);
        bool isCutOff = frame.IsCutOff || !elements.AreWhole || !profile.Elements.AreWhole;
        return new StoredFrame(frame.Ref, octets, frame.MacOffset, isCutOff, hasDataPad: false)
        {
            FrequencyMHz = frame.FrequencyMHz,
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
