namespace WsBridge.Pipeline.Merging;

/// <summary>
/// How far the clocks of sensors are apart, from Beacons and Probe Responses that two of them heard: BSSID, Sequence Control and TSF name
/// such a frame. What one sensor shares with a second and the second with a third relates all three; the clock of the first sensor counts.
/// </summary>
/// <param name="sensors">How many sensors there are.</param>
/// <param name="framesKept">So many frames are remembered until another sensor is known to have heard them too.</param>
public sealed class ClockOffsets(int sensors, int framesKept = 8192)
{
    /// <summary>Frames that two sensors must both have heard before their clocks are compared.</summary>
    public const int FewestFrames = 3;

    private readonly Dictionary<BeaconName, HeardFrame> _frames = [];
    private readonly Dictionary<ulong, HeardBss> _bsses = [];
    private readonly Queue<BeaconName> _order = [];
    private readonly Dictionary<(int One, int Other), SensorPair> _pairs = [];
    private readonly List<SensorPair>[] _pairsOf = [.. Enumerable.Range(0, sensors).Select(_ => new List<SensorPair>())];
    private readonly long?[] _offsets = [0, .. new long?[sensors - 1]];

    /// <summary>How many nanoseconds the clock of a sensor is ahead of that of the first; null while nothing is known.</summary>
    public long? this[int sensor] => _offsets[sensor];

    /// <summary>Every clock is related to the first one.</summary>
    public bool AreAllKnown => Array.TrueForAll(_offsets, offset => offset is not null);

    /// <summary>Every clock is, by so many frames that no later ones can say otherwise.</summary>
    public bool AreAllSure { get; private set; } = sensors == 1;

    /// <summary>Looks whether another sensor heard this frame too.</summary>
    /// <param name="sensor">Who heard it, from 0.</param>
    /// <param name="timeNanoseconds">When, by the clock of this sensor.</param>
    /// <param name="linkType">LINKTYPE_ of the packet.</param>
    /// <param name="packet">The packet.</param>
    public void Add(int sensor, long timeNanoseconds, int linkType, ReadOnlySpan<byte> packet)
    {
        if (BeaconName.TryRead(linkType, packet, out BeaconName name))
        {
            Add(sensor, timeNanoseconds, name);
        }
    }

    /// <summary>The same of a frame whose name is known.</summary>
    internal void Add(int sensor, long timeNanoseconds, BeaconName name)
    {
        HeardFrame frame = FrameOf(name);
        if (frame.Times.Exists(heard => heard.Sensor == sensor))
        {
            return;
        }

        long number = frame.Bss.Count(sensor);
        foreach ((int other, long time, long numberThere) in frame.Times)
        {
            // Kept once for both directions.
            if (other < sensor)
            {
                AddSample((other, sensor), timeNanoseconds - time, frame.Bss, numberThere, number);
            }
            else
            {
                AddSample((sensor, other), time - timeNanoseconds, frame.Bss, number, numberThere);
            }
        }

        frame.Times.Add((sensor, timeNanoseconds, number));
        if (frame.Times.Count > 1)
        {
            Relate();
        }
    }

    private HeardFrame FrameOf(BeaconName name)
    {
        if (_frames.TryGetValue(name, out HeardFrame? frame))
        {
            return frame;
        }

        if (_order.Count == framesKept)
        {
            BeaconName oldest = _order.Dequeue();
            _frames.Remove(oldest);
            if (--_bsses[oldest.Bssid].Kept == 0)
            {
                _bsses.Remove(oldest.Bssid);
            }
        }

        if (!_bsses.TryGetValue(name.Bssid, out HeardBss? bss))
        {
            _bsses.Add(name.Bssid, bss = new HeardBss());
        }

        bss.Kept++;
        _order.Enqueue(name);
        _frames.Add(name, frame = new HeardFrame(bss));
        return frame;
    }

    private void AddSample((int One, int Other) sensors, long difference, HeardBss bss, long numberOfOne, long numberOfOther)
    {
        if (!_pairs.TryGetValue(sensors, out SensorPair? pair))
        {
            _pairs.Add(sensors, pair = new SensorPair(sensors.One, sensors.Other));
            _pairsOf[sensors.One].Add(pair);
            _pairsOf[sensors.Other].Add(pair);
        }

        CommonFrames common = bss.Of(sensors.One, sensors.Other);
        common.Add(numberOfOne, numberOfOther);
        pair.Add(difference, common);
    }

    private void Relate()
    {
        Array.Fill(_offsets, null, 1, _offsets.Length - 1);
        int sure = 1;
        var reached = new Queue<int>([0]);
        while (reached.TryDequeue(out int known))
        {
            foreach (SensorPair pair in _pairsOf[known])
            {
                int found = pair.Beside(known);
                if (_offsets[found] is null && pair.AheadOf(known) is { } difference)
                {
                    _offsets[found] = _offsets[known] + difference;
                    sure += pair.IsSure ? 1 : 0;
                    reached.Enqueue(found);
                }
            }
        }

        AreAllSure = sure == _offsets.Length;
    }

    /// <summary>A frame, and who heard it when, as which frame of its BSS.</summary>
    private sealed class HeardFrame(HeardBss bss)
    {
        public HeardBss Bss => bss;

        public List<(int Sensor, long Time, long Number)> Times { get; } = new(1);
    }
}
