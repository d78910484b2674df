using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;

namespace WsBridge.Pipeline.Merging;

/// <summary>
/// Several files as one timeline: the packets of all sensors in the order of their corrected times, what several have heard once. Where
/// there is one sensor, its files follow one another as they are.
/// </summary>
public sealed class MergedCapture : IRecordSource, IDisposable
{
    private readonly FrameOrigins _origins;
    private readonly List<SensorReader> _readers = [];
    private readonly List<CaptureProblem> _problems = [];
    private readonly Dictionary<(int Sensor, int Interface), int> _interfaces = [];
    private readonly CopyWindow _window = new();
    private readonly HeldPacket?[] _heads;
    private readonly SensorClock[] _times;
    private readonly ClockOffsets _clocks;
    private HeldPacket? _given;
    private long? _now = long.MinValue;

    /// <summary>Begins: where there are several sensors, their clocks are compared.</summary>
    /// <param name="sensors">The files of each sensor, by their places in <paramref name="origins"/>, in the order in which they were
    /// written.</param>
    /// <param name="open">Opens a file, more than once; null where that fails, which the caller says.</param>
    /// <param name="origins">Is told from where each packet is.</param>
    /// <param name="decode">What UDP ports mean beside the customary ones.</param>
    public MergedCapture(
        IReadOnlyList<IReadOnlyList<int>> sensors,
        Func<int, CaptureReader?> open,
        FrameOrigins origins,
        IReadOnlyList<DecodeAs>? decode = null)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(origins);

        _origins = origins;
        _heads = new HeldPacket?[sensors.Count];
        _times = new SensorClock[sensors.Count];
        _clocks = sensors.Count == 1
            ? new ClockOffsets(1)
            : ClockSurvey.Of(sensors.Count, sensor => new SensorReader(sensors[sensor], open, decode, problem: null));
        foreach (IReadOnlyList<int> files in sensors)
        {
            _readers.Add(new SensorReader(files, open, decode, _problems.Add));
        }

        for (int sensor = 0; sensors.Count > 1 && sensor < sensors.Count; sensor++)
        {
            Advance(sensor);
        }
    }

    /// <summary>Where and why reading files stopped early.</summary>
    public IReadOnlyList<CaptureProblem> Problems => _problems;

    /// <inheritdoc/>
    public CaptureProblem? Problem => _problems.Count > 0 ? _problems[0] : null;

    /// <summary>How many packets were left out, because another sensor had heard the same frame.</summary>
    public long Copies => _window.Copies;

    /// <summary>How many nanoseconds the clock of a sensor is ahead of that of the first; null where that is not known.</summary>
    public long? ClockOf(int sensor) => _clocks[sensor];

    /// <summary>
    /// The clocks of two sensors could not be compared, although both heard something in the same time as far as they say.
    /// </summary>
    public bool AreClocksUnknown(int sensor, int other) => _clocks[sensor] is null && _times[sensor].Overlaps(_times[other]);

    /// <inheritdoc/>
    public bool TryRead(out CaptureRecord record) => _readers.Count == 1 ? TryReadOnly(out record) : TryReadNext(out record);

    /// <summary>Closes all files.</summary>
    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    private bool TryReadOnly(out CaptureRecord record)
    {
        SensorReader reader = _readers[0];
        if (!reader.TryRead(out record))
        {
            return false;
        }

        record = new CaptureRecord
        {
            Number = _origins.Add(reader.File, record.Number),
            TimeNanoseconds = record.TimeNanoseconds,
            HasTime = record.HasTime,
            InterfaceIndex = record.InterfaceIndex,
            LinkType = record.LinkType,
            Octets = record.Octets,
            OriginalLength = record.OriginalLength,
        };
        return true;
    }

    private bool TryReadNext(out CaptureRecord record)
    {
        if (_given is not null)
        {
            _window.Free(_given);
            _given = null;
        }

        while (true)
        {
            if (_window.TryGive(_now, out HeldPacket? packet, out long time))
            {
                _given = packet!;
                record = new CaptureRecord
                {
                    Number = _origins.Add(_given.File, _given.Number),
                    TimeNanoseconds = _given.HasTime ? time : 0,
                    HasTime = _given.HasTime,
                    InterfaceIndex = InterfaceOf(_given),
                    LinkType = _given.LinkType,
                    Octets = _given.Octets,
                    OriginalLength = _given.OriginalLength,
                };
                return true;
            }

            if (_now is null)
            {
                record = default;
                return false;
            }

            Hold();
        }
    }

    /// <summary>Takes the earliest of the packets that are next in their files.</summary>
    private void Hold()
    {
        HeldPacket? first = null;
        long firstTime = 0;
        foreach (HeldPacket? head in _heads)
        {
            if (head is not null && Corrected(head) is var time && (first is null || time < firstTime))
            {
                (first, firstTime) = (head, time);
            }
        }

        if (first is null)
        {
            _now = null;
            return;
        }

        _now = Math.Max(_now!.Value, firstTime);
        _window.Add(first, firstTime);
        Advance(first.Sensor);
    }

    private void Advance(int sensor)
    {
        SensorReader reader = _readers[sensor];
        _heads[sensor] = null;
        if (!reader.TryRead(out CaptureRecord record))
        {
            return;
        }

        HeldPacket packet = _window.New();
        packet.Take(sensor, reader, record);
        _heads[sensor] = packet;
        if (record.HasTime)
        {
            _times[sensor] = _times[sensor].With(record.TimeNanoseconds);
            _clocks.Add(sensor, record.TimeNanoseconds, packet.FrameLinkType, packet.Frame);
        }
    }

    private long Corrected(HeldPacket packet) => packet.SensorTime - (_clocks[packet.Sensor] ?? 0);

    private int InterfaceOf(HeldPacket packet)
    {
        (int, int) key = (packet.Sensor, packet.Interface);
        if (!_interfaces.TryGetValue(key, out int index))
        {
            _interfaces.Add(key, index = _interfaces.Count);
        }

        return index;
    }

    /// <summary>From when to when a sensor has heard something, by its own clock.</summary>
    private readonly record struct SensorClock(long First, long Last)
    {
        public SensorClock With(long time) => First == 0 ? new SensorClock(time, time) : new SensorClock(First, Math.Max(Last, time));

        public bool Overlaps(SensorClock other) => First != 0 && other.First != 0 && First < other.Last && other.First < Last;
    }
}
