namespace WsBridge.Pipeline.Merging;

/// <summary>
/// Holds packets for a moment, in the order in which they come, and keeps of those that several sensors have heard the better copy, in the
/// place of the first.
/// </summary>
internal sealed class CopyWindow
{
    /// <summary>So many packets are held at most, whatever their times are.</summary>
    public const int MaxHeld = 8192;

    /// <summary>The clocks that stamp packets are held up by so many nanoseconds.</summary>
    private const long Window = 100_000_000;

    /// <summary>An acknowledgement has no number; the next one to the same receiver does not come sooner.</summary>
    private const long WindowWithoutNumber = 200_000;

    /// <summary>So many frames that look alike may have copies.</summary>
    private const int MaxAlike = 64;

    private readonly LinkedList<Place> _held = [];
    private readonly Dictionary<ulong, List<LinkedListNode<Place>>> _alike = [];
    private readonly Stack<HeldPacket> _free = [];
    private readonly Stack<List<LinkedListNode<Place>>> _freeLists = [];

    /// <summary>How many packets were left out as copies.</summary>
    public long Copies { get; private set; }

    /// <summary>How many packets are held.</summary>
    public int Held => _held.Count;

    /// <summary>A packet to fill.</summary>
    public HeldPacket New() => _free.TryPop(out HeldPacket? packet) ? packet : new HeldPacket();

    /// <summary>The packet is not used any more.</summary>
    public void Free(HeldPacket packet) => _free.Push(packet);

    /// <summary>Takes the next packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="time">Its corrected time in nanoseconds.</param>
    /// <param name="due">The time when it was due, where its own is wrong.</param>
    /// <param name="behind">The place that it belongs directly behind; null for the end.</param>
    /// <returns>Its place, or that of the frame of which it is a copy.</returns>
    public LinkedListNode<Place> Add(HeldPacket packet, long time, long due, LinkedListNode<Place>? behind = null)
    {
        if (packet.IsFrame && _alike.TryGetValue(packet.Key, out List<LinkedListNode<Place>>? alike))
        {
            long window = packet.IsNumbered ? Window : WindowWithoutNumber;
            foreach (LinkedListNode<Place> node in alike)
            {
                if (IsWithin(window, time, node.Value.Time) && node.Value.TryTake(packet, out HeldPacket? worse))
                {
                    Copies++;
                    Free(worse!);
                    return node;
                }
            }
        }

        var place = new Place(packet, time, due);
        LinkedListNode<Place> added = behind is null ? _held.AddLast(place) : _held.AddAfter(behind, place);
        if (packet.IsFrame)
        {
            Remember(added);
        }

        return added;
    }

    /// <summary>Gives the first packet, when no copy of it comes any more.</summary>
    /// <param name="now">When the latest packet was due; null at the end.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="time">Its corrected time in nanoseconds.</param>
    public bool TryGive(long? now, out HeldPacket? packet, out long time)
    {
        (packet, time) = (null, 0);
        // Times may go back as well, where a clock was set.
        if (_held.First is not { } first || (now is { } latest && _held.Count < MaxHeld && IsWithin(Window, latest, first.Value.DueTime)))
        {
            return false;
        }

        (packet, time) = (first.Value.Packet, first.Value.Time);
        _held.RemoveFirst();
        Forget(packet.Key, first);
        return true;
    }

    private void Remember(LinkedListNode<Place> node)
    {
        ulong key = node.Value.Packet.Key;
        if (!_alike.TryGetValue(key, out List<LinkedListNode<Place>>? alike))
        {
            _alike.Add(key, alike = _freeLists.TryPop(out List<LinkedListNode<Place>>? free) ? free : new(2));
        }
        else if (alike.Count == MaxAlike)
        {
            alike.RemoveAt(0);
        }

        alike.Add(node);
    }

    private void Forget(ulong key, LinkedListNode<Place> node)
    {
        if (_alike.TryGetValue(key, out List<LinkedListNode<Place>>? alike) && alike.Remove(node) && alike.Count == 0)
        {
            _alike.Remove(key);
            _freeLists.Push(alike);
        }
    }

    // Whatever a file says its times are: a difference that overflows is not within.
    private static bool IsWithin(long window, long time, long other) =>
        unchecked((ulong)(time - other + window)) <= 2 * (ulong)window;

    /// <summary>A packet that is held, and who has heard it.</summary>
    internal sealed class Place(HeldPacket packet, long time, long due)
    {
        private readonly int _sensor = packet.Sensor;
        private List<int>? _others;

        public HeldPacket Packet { get; private set; } = packet;

        public long Time => time;

        public long DueTime => due;

        public bool TryTake(HeldPacket other, out HeldPacket? worse)
        {
            worse = null;
            if (other.Sensor == _sensor || _others?.Contains(other.Sensor) == true || !other.IsCopyOf(Packet))
            {
                return false;
            }

            (_others ??= []).Add(other.Sensor);
            (Packet, worse) = other.IsBetterThan(Packet) ? (other, Packet) : (Packet, other);
            return true;
        }
    }
}
