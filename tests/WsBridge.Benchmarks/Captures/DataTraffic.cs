using System.Buffers.Binary;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>Protected QoS data in both directions: a CCMP header whose PN counts, and octets from one random pool.</summary>
internal sealed class DataTraffic
{
    private const int CcmpOffset = 26;

    private readonly Random _random;
    private readonly byte[] _pool = new byte[1 << 20];
    private ulong _packetNumber;

    public DataTraffic(Random random)
    {
        _random = random;
        _random.NextBytes(_pool);
    }

    /// <summary>One frame from or to this client.</summary>
    public void Send(Air air, Client client)
    {
        byte[] head = Frame.ProtectedData(client.Address, client.Bssid, fromAp: _random.Next(10) < 6, length: 0);
        ulong number = ++_packetNumber;
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(CcmpOffset), (ushort)number);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(CcmpOffset + 4), (uint)(number >> 16));
        int length = NextLength();
        air.Send(head, _pool.AsSpan(_random.Next(_pool.Length - length), length));
    }

    /// <summary>Half acknowledgements of TCP and the like, a third full segments, the rest anything between.</summary>
    private int NextLength() => _random.Next(100) switch
    {
        < 50 => _random.Next(60, 140),
        < 68 => _random.Next(140, 1000),
        _ => _random.Next(1000, 1480),
    };
}
