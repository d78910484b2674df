using System.Net;

namespace WsBridge.Sdk;

/// <summary>From where to where a packet goes: the key of a conversation.</summary>
/// <param name="Source">Address of the sender.</param>
/// <param name="SourcePort">UDP or TCP port of the sender; 0 where there is none.</param>
/// <param name="Destination">Address of the receiver.</param>
/// <param name="DestinationPort">UDP or TCP port of the receiver; 0 where there is none.</param>
public sealed record Flow(IPAddress Source, int SourcePort, IPAddress Destination, int DestinationPort)
{
    /// <summary>The other direction of the same conversation.</summary>
    public Flow Reverse() => new(Destination, DestinationPort, Source, SourcePort);

    /// <inheritdoc/>
    public override string ToString() => $"{new IPEndPoint(Source, SourcePort)} → {new IPEndPoint(Destination, DestinationPort)}";
}
