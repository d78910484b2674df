using WsBridge.Dot11;

namespace WsBridge.Extcap.Local;

/// <summary>Tells the frames of one client by their headers alone.</summary>
public static class ClientWatch
{
    /// <summary>Whether the client transmitted this frame where it has its network: it sends Probe Requests everywhere.</summary>
    /// <param name="client">The client.</param>
    /// <param name="linkType">The LINKTYPE of the packet.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="frequency">The channel in MHz, where the packet tells.</param>
    public static bool IsThere(MacAddress client, int linkType, ReadOnlySpan<byte> packet, out int? frequency)
    {
        frequency = null;
        if (!LinkHeader.TryParse(linkType, packet, out LinkHeader link, out _) || link.BadFcs == true
            || !MacHeader.TryParse(link.MacFrame(packet), out MacHeader header, out _)
            || header.Ta != client || header.Kind == FrameKind.ProbeRequest)
        {
            return false;
        }

        frequency = link.FrequencyMHz;
        return true;
    }
}
