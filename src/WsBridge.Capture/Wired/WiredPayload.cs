namespace WsBridge.Capture.Wired;

/// <summary>What a UDP datagram or a GRE packet carries, or as much of it as was captured.</summary>
public sealed class WiredPayload
{
    /// <summary>Who sent it: by the innermost IP header where tunnels are.</summary>
    public required Endpoint Source { get; init; }

    /// <summary>Who it is for.</summary>
    public required Endpoint Destination { get; init; }

    /// <summary>Protocol type of GRE; null for UDP and UDP-Lite.</summary>
    public int? GreProtocol { get; init; }

    /// <summary>What was captured of it.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Its octets on the wire.</summary>
    public required int OriginalLength { get; init; }

    /// <summary>Where it begins in the packet; -1 when it was put together from several.</summary>
    public int Offset { get; init; } = -1;

    /// <summary>Number of the packet that brought it, or the last part of it.</summary>
    public long Number { get; init; }

    /// <summary>Numbers of the packets with its other parts, where it was put together from several.</summary>
    public IReadOnlyList<long> OtherParts { get; init; } = [];

    /// <summary>It is the first of several fragments; the whole comes with the last one.</summary>
    public bool IsFirstFragment { get; init; }

    /// <summary>Nothing of it is missing.</summary>
    public bool IsWhole => Payload.Length >= OriginalLength;
}
