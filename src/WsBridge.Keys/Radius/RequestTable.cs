using WsBridge.Capture.Wired;

namespace WsBridge.Keys.Radius;

/// <summary>The requests that may still be answered, by addresses, ports and Identifier. Bounded: the oldest are given up.</summary>
internal sealed class RequestTable
{
    private const int MaxFlows = 65536;

    /// <summary>An Identifier comes round again while an answer to its last use may still be on the way.</summary>
    private const int MaxPerFlow = 4;

    private readonly Dictionary<Flow, List<RadiusRequest>> _requests = [];
    private readonly Queue<Flow> _byAge = [];

    /// <summary>Remembers a request; the same sent again is the same.</summary>
    public void Add(Endpoint client, Endpoint server, in RadiusPacket packet)
    {
        var flow = new Flow(client, server, packet.Identifier);
        if (!_requests.TryGetValue(flow, out List<RadiusRequest>? requests))
        {
            if (_byAge.Count == MaxFlows)
            {
                _requests.Remove(_byAge.Dequeue());
            }

            requests = [];
            _requests.Add(flow, requests);
            _byAge.Enqueue(flow);
        }

        ReadOnlySpan<byte> authenticator = packet.Authenticator;
        int known = requests.Count - 1;
        while (known >= 0 && !requests[known].Authenticator.SequenceEqual(authenticator))
        {
            known--;
        }

        if (known >= 0)
        {
            if (packet.IsWhole && requests[known].Binding.Sta is null)
            {
                requests[known] = new RadiusRequest(packet); // only its first fragment was known
            }

            return;
        }

        if (requests.Count == MaxPerFlow)
        {
            requests.RemoveAt(0);
        }

        requests.Add(new RadiusRequest(packet));
    }

    /// <summary>The requests that a response may be to, the latest last.</summary>
    public IReadOnlyList<RadiusRequest> Find(Endpoint client, Endpoint server, byte identifier) =>
        _requests.TryGetValue(new Flow(client, server, identifier), out List<RadiusRequest>? requests) ? requests : [];

    private readonly record struct Flow(Endpoint Client, Endpoint Server, byte Identifier);
}
