using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Pipeline.Merging;

/// <summary>
/// How far the clocks of sensors are apart, from Beacons and Probe Responses that two of them heard: BSSID and TSF name such a frame for
/// sure. What one sensor shares with a second and the second with a third relates all three; the clock of the first sensor counts.
/// </summary>
/// <param name="sensors">How many sensors there are.</param>
/// <param name="framesKept">So many frames are remembered until another sensor is known to have heard them too.</param>
public sealed class ClockOffsets(int sensors, int framesKept = 8192)
{
    /// <summary>Frames that two sensors must both have heard before their clocks are compared.</summary>
    public const int FewestFrames = 3;

    private const int SamplesKept = 31;

    private readonly int _sensors = sensors;
    private readonly Dictionary<(ulong Bssid, ulong Tsf), long?[]> _frames = [];
    private readonly Queue<(ulong Bssid, ulong Tsf)> _order = [];
    private readonly Dictionary<(int One, int Other), Queue<long>> _samples = [];
    private readonly long?[] _offsets = [0, .. new long?[sensors - 1]];

    /// <summary>How many nanoseconds the clock of a sensor is ahead of that of the first; null while nothing is known.</summary>
    public long? this[int sensor] => _offsets[sensor];

    /// <summary>Every clock is related to the first one.</summary>
    public bool AreAllKnown => Array.TrueForAll(_offsets, offset => offset is not null);

    /// <summary>Looks whether another sensor heard this frame too.</summary>
    /// <param name="sensor">Who heard it, from 0.</param>
    /// <param name="timeNanoseconds">When, by the clock of this sensor.</param>
    /// <param name="linkType">LINKTYPE_ of the packet.</param>
    /// <param name="packet">The packet.</param>
    public void Add(int sensor, long timeNanoseconds, int linkType, ReadOnlySpan<byte> packet)
    {
        if (!TryName(linkType, packet, out (ulong Bssid, ulong Tsf) name))
        {
            return;
        }

        if (!_frames.TryGetValue(name, out long?[]? times))
        {
            if (_order.Count == framesKept)
            {
                _frames.Remove(_order.Dequeue());
            }

            _order.Enqueue(name);
            _frames.Add(name, times = new long?[_sensors]);
        }

        if (times[sensor] is not null)
        {
            return;
        }

        times[sensor] = timeNanoseconds;
        bool isNew = false;
        for (int other = 0; other < _sensors; other++)
        {
            if (other != sensor && times[other] is { } time)
            {
                AddSample(other, sensor, timeNanoseconds - time);
                isNew = true;
            }
        }

        if (isNew)
        {
            Relate();
        }
    }

    // Frame control 80 00 (Beacon) or 50 00 (Probe Response); address 3; TSF behind the 24 octets of the MAC header.
    internal static bool TryName(int linkType, ReadOnlySpan<byte> packet, out (ulong Bssid, ulong Tsf) name)
    {
        const int bssidAt = 16, macHeader = 24, tsfLength = 8;
        name = default;
        if (!LinkHeader.TryParse(linkType, packet, out LinkHeader link, out _) || link.BadFcs == true
            || link.Length > packet.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> frame = packet[link.Length..];
        if (frame.Length < macHeader + tsfLength || frame[0] is not (0x80 or 0x50) || (frame[1] & 0x40) != 0)
        {
            return false;
        }

        ulong bssid = BinaryPrimitives.ReadUInt64LittleEndian(frame[bssidAt..]) & 0xFFFF_FFFF_FFFF;
        name = (bssid, BinaryPrimitives.ReadUInt64LittleEndian(frame[macHeader..]));
        return true;
    }

    private void AddSample(int one, int other, long difference)
    {
        // Kept once for both directions.
        (int One, int Other) pair = one < other ? (one, other) : (other, one);
        if (!_samples.TryGetValue(pair, out Queue<long>? samples))
        {
            _samples.Add(pair, samples = []);
        }

        if (samples.Count == SamplesKept)
        {
            samples.Dequeue();
        }

        samples.Enqueue(one < other ? difference : -difference);
    }

    private void Relate()
    {
        Array.Fill(_offsets, null, 1, _sensors - 1);
        var reached = new Queue<int>([0]);
        while (reached.TryDequeue(out int known))
        {
            foreach (((int one, int other), Queue<long> samples) in _samples)
            {
                int? next = one == known ? other : other == known ? one : null;
                if (next is { } found && _offsets[found] is null && samples.Count >= FewestFrames)
                {
                    long difference = Median(samples);
                    _offsets[found] = _offsets[known] + (found == other ? difference : -difference);
                    reached.Enqueue(found);
                }
            }
        }
    }

    private static long Median(Queue<long> samples)
    {
        long[] sorted = [.. samples];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
