using WsBridge.Capture;
using WsBridge.Dot11;

namespace WsBridge.Pipeline.Slimming;

/// <summary>
/// Which packets a slim capture has: what the capture filter <c>roaming</c> keeps, and what only who knows what comes next can keep, the
/// latest data frames of a client before its association begins or ends, and before it pauses.
/// </summary>
/// <param name="clients">Frames of others are left out, but not Beacons; of all where there are none.</param>
/// <param name="extent">How much of the data.</param>
public sealed class SlimPlan(IReadOnlyCollection<MacAddress> clients, SlimExtent extent)
{
    private const byte Ack = 0xD4;
    private const byte BlockAck = 0x94;
    private const byte Beacon = 0x80;
    private const byte ProbeResponse = 0x50;
    private const byte TypeMask = 0x0C;
    private const byte DataType = 0x08;
    private const byte ProtectedFrame = 0x40;
    private const int DataHeader = 24;
    private const int AckHeader = 10;
    private const int MaxStations = 4096;

    /// <summary>So many data frames before what begins or ends an association tell when service stopped.</summary>
    private const int DataBefore = 64;

    /// <summary>Who sends nothing for so many nanoseconds pauses.</summary>
    private const long Pause = 100_000_000;

    /// <summary>The longest header of a data frame, and that of its encryption.</summary>
    private const int HeaderKept = 30 + 2 + 4 + 8;

    /// <summary>Where data flows on and on, one frame of each direction in so many nanoseconds shows that it did.</summary>
    private const long BetweenRoams = 1_000_000_000;

    private readonly RoamingFilter _filter = new(clients, BetweenRoams);
    private readonly PacketSet _whole = new();
    private readonly PacketSet _headers = new();
    private readonly Dictionary<ulong, Station> _stations = [];
    private (Station Station, ulong Transmitter, bool IsKept)? _previousData;
    private (long Number, long Time, bool IsData) _last = (0, long.MinValue, false);

    /// <summary>The next packet.</summary>
    /// <param name="number">Its number in the capture.</param>
    /// <param name="frame">The 802.11 frame that it is, or that is inside it.</param>
    /// <param name="isFragment">It holds only a part of what a frame is in, or the last: kept whole, whatever that frame is.</param>
    public void See(long number, scoped in CaptureRecord frame, bool isFragment = false)
    {
        if (isFragment)
        {
            _whole.Add(number);
        }

        RoamingChoice choice = _filter.Choose(frame.LinkType, frame.Octets, frame.OriginalLength, frame.TimeNanoseconds);
        int mac = frame.ToFrame().MacHeaderAt;
        ReadOnlySpan<byte> header = mac < 0 ? [] : frame.Octets[mac..];
        if (frame.TimeNanoseconds >= _last.Time)
        {
            _last = (number, frame.TimeNanoseconds, IsEncryptedData(header));
        }

        (Station Station, ulong Transmitter, bool IsKept)? previous = _previousData;
        _previousData = null;
        if (header.IsEmpty)
        {
            return;
        }

        if (header[0] is Ack or BlockAck)
        {
            bool isAwaited = previous is { } data && header.Length >= AckHeader && MacAddress.Read(header[4..]).Value == data.Transmitter;
            if (choice != RoamingChoice.Leave || (isAwaited && previous!.Value.IsKept))
            {
                _whole.Add(number);
            }
            else if (isAwaited)
            {
                previous!.Value.Station.AddAck(number);
            }
        }
        else if (IsEncryptedData(header))
        {
            TakeData(number, header, choice, frame.TimeNanoseconds);
        }
        else if (choice == RoamingChoice.Whole)
        {
            _whole.Add(number);
            if (header[0] is not (Beacon or ProbeResponse) && header.Length >= DataHeader)
            {
                Keep(MacAddress.Read(header[4..]).Value);
                Keep(MacAddress.Read(header[10..]).Value);
            }
        }
    }

    /// <summary>No more packets come.</summary>
    public void End()
    {
        foreach (Station station in _stations.Values)
        {
            station.Keep(_headers, _whole);
        }

        if (_last.Number > 0 && !_headers.Contains(_last.Number) && !_whole.Contains(_last.Number))
        {
            (_last.IsData ? _headers : _whole).Add(_last.Number); // how long the capture goes on
        }
    }

    /// <summary>How many octets of a packet are kept; 0 for none, all for a whole one.</summary>
    /// <param name="record">The packet.</param>
    public int LengthOf(scoped in CaptureRecord record)
    {
        if (_whole.Contains(record.Number))
        {
            return record.Octets.Length;
        }

        if (!_headers.Contains(record.Number))
        {
            return 0;
        }

        int mac = record.ToFrame().MacHeaderAt; // none where the frame is inside another packet, which is kept whole
        return mac < 0 || extent == SlimExtent.AllData ? record.Octets.Length : Math.Min(record.Octets.Length, mac + HeaderKept);
    }

    private static bool IsEncryptedData(ReadOnlySpan<byte> header) =>
        header.Length >= DataHeader && (header[0] & TypeMask) == DataType && (header[1] & ProtectedFrame) != 0;

    private void TakeData(long number, ReadOnlySpan<byte> header, RoamingChoice choice, long time)
    {
        MacAddress receiver = MacAddress.Read(header[4..]), transmitter = MacAddress.Read(header[10..]);
        int ds = header[1] & 3;
        if (choice == RoamingChoice.Whole)
        {
            _whole.Add(number);
        }

        if (ds is not (1 or 2) || receiver.IsGroup)
        {
            return; // names no client
        }

        bool isKept = choice != RoamingChoice.Leave || extent != SlimExtent.NearRoams;
        if (choice == RoamingChoice.Leave && clients.Count > 0 && !clients.Contains(receiver) && !clients.Contains(transmitter))
        {
            return;
        }

        Station station = StationOf((ds == 1 ? transmitter : receiver).Value);
        if (time - station.Latest > Pause)
        {
            station.Keep(_headers, _whole);
        }

        station.Latest = time;
        if (isKept && choice != RoamingChoice.Whole)
        {
            _headers.Add(number);
        }
        else if (!isKept)
        {
            station.Add(number);
        }

        _previousData = (station, transmitter.Value, isKept);
    }

    private Station StationOf(ulong address)
    {
        if (!_stations.TryGetValue(address, out Station? station))
        {
            if (_stations.Count == MaxStations)
            {
                foreach (Station one in _stations.Values)
                {
                    one.Keep(_headers, _whole);
                }

                _stations.Clear();
            }

            _stations.Add(address, station = new Station());
        }

        return station;
    }

    private void Keep(ulong address)
    {
        if (_stations.TryGetValue(address, out Station? station))
        {
            station.Keep(_headers, _whole);
        }
    }

    /// <summary>The latest data frames of a client that nothing else keeps.</summary>
    private sealed class Station
    {
        private readonly Queue<(long Data, long Ack)> _waiting = [];
        private long _latestData;

        public long Latest { get; set; } = long.MinValue / 2;

        public void Add(long number)
        {
            Enqueue();
            _latestData = number;
        }

        public void AddAck(long number)
        {
            _waiting.Enqueue((_latestData, number));
            _latestData = 0;
        }

        public void Keep(PacketSet headers, PacketSet whole)
        {
            Enqueue();
            while (_waiting.TryDequeue(out (long Data, long Ack) one))
            {
                headers.Add(one.Data);
                if (one.Ack != 0)
                {
                    whole.Add(one.Ack);
                }
            }
        }

        private void Enqueue()
        {
            if (_latestData != 0)
            {
                _waiting.Enqueue((_latestData, 0));
                _latestData = 0;
            }

            while (_waiting.Count > DataBefore)
            {
                _waiting.Dequeue();
            }
        }
    }
}
