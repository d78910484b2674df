namespace WsBridge.Pipeline.Merging;

/// <summary>
/// Holds packets for a moment, in the order of their times, and keeps of those that several sensors have heard the better copy, in the
/// place of the first.
/// </summary>
internal sealed class CopyWindow
{
    /// <summary>The clocks that stamp packets are held up by so many nanoseconds.</summary>
    private const long Window = 100_000_000;

    /// <summary>An acknowledgement has no number; the next one to the same receiver does not come sooner.</summary>
    private const long WindowWithoutNumber = 200_000;

    private readonly Queue<Place> _held = [];
    private readonly Stack<HeldPacket> _free = [];

    /// <summary>How many packets were left out as copies.</summary>
    public long Copies { get; private set; }

    /// <summary>A packet to fill.</summary>
    public HeldPacket New() => _free.TryPop(out HeldPacket? packet) ? packet : new HeldPacket();

    /// <summary>The packet is not used any more.</summary>
    public void Free(HeldPacket packet) => _free.Push(packet);

    /// <summary>Takes the next packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="time">Its corrected time in nanoseconds.</param>
    public void Add(HeldPacket packet, long time)
    {
        if (packet.IsFrame)
        {
            long window = packet.IsNumbered ? Window : WindowWithoutNumber;
            foreach (Place place in _held)
            {
                if (place.Packet.Key == packet.Key && Math.Abs(time - place.Time) <= window && place.TryTake(packet, out HeldPacket? worse))
                {
                    Copies++;
                    Free(worse!);
                    return;
                }
            }
        }

        _held.Enqueue(new Place(packet, time));
    }

    /// <summary>Gives the first packet, when no copy of it comes any more.</summary>
    /// <param name="now">The corrected time of the latest packet; null at the end.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="time">Its corrected time in nanoseconds.</param>
    public bool TryGive(long? now, out HeldPacket? packet, out long time)
    {
        (packet, time) = (null, 0);
        if (!_held.TryPeek(out Place? first) || now - first.Time <= Window)
        {
            return false;
        }

        (packet, time) = (first.Packet, first.Time);
        _held.Dequeue();
        return true;
    }

    private sealed class Place(HeldPacket packet, long time)
    {
        private readonly List<int> _sensors = [packet.Sensor];

        public HeldPacket Packet { get; private set; } = packet;

        public long Time => time;

        public bool TryTake(HeldPacket other, out HeldPacket? worse)
        {
            worse = null;
            if (_sensors.Contains(other.Sensor) || !other.IsCopyOf(Packet))
            {
                return false;
            }

            _sensors.Add(other.Sensor);
            (Packet, worse) = other.IsBetterThan(Packet) ? (other, Packet) : (Packet, other);
            return true;
        }
    }
}
