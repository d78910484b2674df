namespace WsBridge.Capture.Wired;

/// <summary>
/// Puts fragments together: PacketDotNet reads them and leaves that to others. Bounded, because whoever sends chooses what arrives: packets
/// no longer than RADIUS or a wrapped A-MSDU can be, and the latest of those whose fragments are not all there yet.
/// </summary>
internal sealed class FragmentTable
{
    private const int MostPackets = 256;
    private const int MostOctets = 16_384;

    private readonly Dictionary<FragmentedPacket, Parts> _packets = [];
    private readonly Queue<FragmentedPacket> _byAge = [];

    /// <summary>Adds a fragment.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="packets">Numbers of the packets that it came in.</param>
    /// <param name="whole">The payload of the whole when this was the last part that was missing.</param>
    /// <returns>Numbers of the packets that the whole came in; null while a part is missing.</returns>
    public IReadOnlyList<long>? Add(Fragment fragment, IEnumerable<long> packets, out byte[] whole)
    {
        if (!_packets.TryGetValue(fragment.Packet, out Parts? parts))
        {
            if (_byAge.Count == MostPackets)
            {
                _packets.Remove(_byAge.Dequeue());
            }

            parts = new Parts();
            _packets.Add(fragment.Packet, parts);
            _byAge.Enqueue(fragment.Packet);
        }

        return parts.TryAdd(fragment, packets, out whole) ? parts.Clear() : null; // the same identification may come again
    }

    private sealed class Parts
    {
        private readonly SortedDictionary<int, byte[]> _byOffset = [];
        private List<long> _packets = [];
        private int? _length;

        public bool TryAdd(Fragment fragment, IEnumerable<long> packets, out byte[] whole)
        {
            whole = [];
            int end = fragment.Offset + fragment.Octets.Length;
            if (end > MostOctets || fragment.Octets.Length == 0)
            {
                return false;
            }

            if (!_byOffset.ContainsKey(fragment.Offset))
            {
                _packets.AddRange(packets); // one that comes again and again makes it no longer
            }

            _byOffset[fragment.Offset] = fragment.Octets;
            if (!fragment.HasMore)
            {
                _length = end;
            }

            return _length is { } length && TryJoin(length, out whole);
        }

        public IReadOnlyList<long> Clear()
        {
            IReadOnlyList<long> packets = _packets;
            _packets = [];
            _byOffset.Clear();
            _length = null;
            return packets;
        }

        /// <summary>Fragments that overlap or leave a gap make no packet.</summary>
        private bool TryJoin(int length, out byte[] whole)
        {
            whole = new byte[length];
            int at = 0;
            foreach ((int offset, byte[] octets) in _byOffset)
            {
                if (offset != at || at + octets.Length > length)
                {
                    return false;
                }

                octets.CopyTo(whole, at);
                at += octets.Length;
            }

            return at == length;
        }
    }
}
