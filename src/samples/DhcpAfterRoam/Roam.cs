namespace DhcpAfterRoam;

/// <summary>The last roam of a client, and what DHCP it led to.</summary>
internal sealed class Roam
{
    /// <summary>Its last frame so far.</summary>
    public required long Frame { get; set; }

    /// <summary>When that was, in microseconds since the Unix epoch.</summary>
    public required long Time { get; set; }

    /// <summary>When the client first asked for an address; null while it has not.</summary>
    public long? Asked { get; set; }

    /// <summary>It has got one, or its question came too late to be about this roam.</summary>
    public bool IsOver { get; set; }
}
