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
    /// <returns>The payload of the whole IP packet when this was the last that was missing, else null.</returns>
    public byte[]? Add(Fragment fragment)
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

        byte[]? whole = parts.Add(fragment);
        if (whole is not null)
        {
            parts.Clear(); // the same identification may come again
        }

        return whole;
    }

    private sealed class Parts
    {
        private readonly SortedDictionary<int, byte[]> _byOffset = [];
        private int? _length;

        public byte[]? Add(Fragment fragment)
        {
            int end = fragment.Offset + fragment.Octets.Length;
            if (end > MostOctets || fragment.Octets.Length == 0)
            {
                return null;
            }

            _byOffset[fragment.Offset] = fragment.Octets;
            if (!fragment.HasMore)
            {
                _length = end;
            }

            return _length is { } length ? Join(length) : null;
        }

        public void Clear()
        {
            _byOffset.Clear();
            _length = null;
        }

        /// <summary>Fragments that overlap or leave a gap make no packet.</summary>
        private byte[]? Join(int length)
        {
            byte[] whole = new byte[length];
            int at = 0;
            foreach ((int offset, byte[] octets) in _byOffset)
            {
                if (offset != at || at + octets.Length > length)
                {
                    return null;
                }

                octets.CopyTo(whole, at);
                at += octets.Length;
            }

            return at == length ? whole : null;
        }
    }
}
