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
    private readonly Func<int, SensorReader> _open;
    private readonly List<CaptureProblem> _problems = [];
    private readonly Dictionary<(int Sensor, int Interface), int> _interfaces = [];
    private readonly CopyWindow _window = new();
    private readonly SensorHead[] _heads;
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
        _times = new SensorClock[sensors.Count];
        _open = sensor => new SensorReader(sensors[sensor], open, decode, _problems.Add);
        if (sensors.Count == 1)
        {
            (_clocks, _heads) = (new ClockOffsets(1), [new SensorHead(long.MinValue) { Reader = _open(0) }]);
            return;
        }

        long[] begins = [.. sensors.Select((_, sensor) => ClockSurvey.BeginOf(Survey(sensor)))];
        _clocks = ClockSurvey.Of(begins, Survey);
        _heads = [.. begins.Select(begin => new SensorHead(begin))];
        for (int sensor = 0; sensor < begins.Length; sensor++)
        {
            if (begins[sensor] == long.MinValue)
            {
                Begin(sensor); // which has no packet: reading it says why
            }
        }

        SensorReader Survey(int sensor) => new(sensors[sensor], open, decode, problem: null);
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
    public bool TryRead(out CaptureRecord record) => _heads.Length == 1 ? TryReadOnly(out record) : TryReadNext(out record);

    /// <summary>Closes all files.</summary>
    public void Dispose()
    {
        foreach (SensorHead head in _heads)
        {
            head.Reader?.Dispose();
        }
    }

    private bool TryReadOnly(out CaptureRecord record)
    {
        SensorReader reader = _heads[0].Reader!;
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
                    Sensor = _given.Sensor,
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

    /// <summary>Takes the earliest of the packets that are next in their files, with its acknowledgement.</summary>
    private void Hold()
    {
        int first = -1;
        long firstDue = 0;
        for (int sensor = 0; sensor < _heads.Length; sensor++)
        {
            if (!_heads[sensor].HasEnded && Corrected(sensor, _heads[sensor].DueTime) is var due && (first < 0 || due < firstDue))
            {
                (first, firstDue) = (sensor, due);
            }
        }

        if (first < 0)
        {
            _now = null;
            return;
        }

        SensorHead head = _heads[first];
        if (head.Reader is null)
        {
            Begin(first);
            return;
        }

        _now = firstDue;
        HeldPacket packet = head.Take(Read(first));
        bool isAcknowledged = head.First?.Acknowledges(packet) == true;
        LinkedListNode<CopyWindow.Place> place = _window.Add(packet, Corrected(first, packet.SensorTime), firstDue);
        if (isAcknowledged)
        {
            // An acknowledgement counts only directly behind its frame: what another sensor heard meanwhile comes after it.
            packet = head.Take(Read(first));
            _window.Add(packet, Corrected(first, packet.SensorTime), firstDue, behind: place);
        }
    }

    private void Begin(int sensor)
    {
        _heads[sensor].Reader = _open(sensor);
        HeldPacket? first = Read(sensor);
        _heads[sensor].Begin(first, first is null ? null : Read(sensor));
    }

    private HeldPacket? Read(int sensor)
    {
        SensorReader reader = _heads[sensor].Reader!;
        if (!reader.TryRead(out CaptureRecord record))
        {
            return null;
        }

        HeldPacket packet = _window.New();
        packet.Take(sensor, reader, record);
        if (record.HasTime)
        {
            _times[sensor] = _times[sensor].With(record.TimeNanoseconds);
            _clocks.Add(sensor, record.TimeNanoseconds, packet.FrameLinkType, packet.Frame);
        }

        return packet;
    }

    private long Corrected(int sensor, long time) => time - (_clocks[sensor] ?? 0);

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
