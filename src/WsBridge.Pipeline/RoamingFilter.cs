using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Intake;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Pipeline;

/// <summary>
/// The capture filter named <c>roaming</c>: what the analysis needs and little else. Management frames, Beacons and Probe Responses now and
/// then, EAPOL however it is carried, acknowledgements of what was kept, and so few data frames that it still shows when a client was
/// served. Behind the name addresses of clients may stand; frames of others are then left out, but not Beacons.
/// </summary>
public sealed class RoamingFilter
{
    /// <summary>Its name.</summary>
    public const string Name = "roaming";

    private const byte Ack = 0xD4;
    private const byte BlockAck = 0x94;
    private const byte Beacon = 0x80;
    private const byte ProbeResponse = 0x50;
    private const byte ProtectedFrame = 0x40;
    private const byte DataType = 0x08;
    private const byte TypeMask = 0x0C;
    private const int AddressesEnd = 22;
    private const int MaxPairs = 4096;

    /// <summary>Of the data between two addresses one frame in so many nanoseconds is kept while nobody knows what comes next.</summary>
    private const long DataInterval = 20_000_000;

    /// <summary>
    /// But all of so many behind a frame that may begin or end an association: these tell to the frame when data flowed again.
    /// </summary>
    private const int DataAfterOthers = 64;

    private readonly HashSet<MacAddress> _clients;
    private readonly FrameSelector _selector = new(WifiInterest.Frames);
    private readonly Dictionary<(ulong Receiver, ulong Transmitter), (long Time, int Left)> _data = [];
    private readonly long _interval;
    private RoamingChoice _previous;

    /// <summary>Keeps frames of these clients, of all where there are none.</summary>
    /// <param name="clients">Their addresses.</param>
    /// <param name="interval">Of the data between two addresses one frame in so many nanoseconds is kept.</param>
    public RoamingFilter(IEnumerable<MacAddress>? clients = null, long interval = DataInterval) =>
        (_clients, _interval) = ([.. clients ?? []], interval);

    /// <summary>Whether the words of a filter mean this one.</summary>
    public static bool IsMeant(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [Name, ..];
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">What follows the name is no address.</exception>
    public static RoamingFilter Parse(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new RoamingFilter(filter.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(word =>
            MacAddress.TryParse(word, out MacAddress client)
                ? client
                : throw new FormatException(
                    $"The capture filter {Name} takes addresses of clients, such as 02:00:00:00:02:00, not \"{word}\".")));
    }

    /// <summary>Whether a packet is kept. Every one must come, in order.</summary>
    public bool Passes(int linkType, ReadOnlySpan<byte> octets, int originalLength, long timeNanoseconds) =>
        Choose(linkType, octets, originalLength, timeNanoseconds) != RoamingChoice.Leave;

    /// <summary>Whether a packet is kept, and how much of it. Every one must come, in order.</summary>
    public RoamingChoice Choose(int linkType, ReadOnlySpan<byte> octets, int originalLength, long timeNanoseconds)
    {
        var frame = new Frame
        {
            Id = 1,
            TimeMicroseconds = FrameTime.FromNanoseconds(timeNanoseconds),
            LinkType = linkType,
            Octets = octets,
            OriginalLength = originalLength,
        };
        int mac = frame.MacHeaderAt;
        bool isWanted = _selector.Wants(frame);
        return _previous = mac < 0 || mac >= octets.Length ? RoamingChoice.Leave : Choose(octets[mac..], isWanted, timeNanoseconds);
    }

    private RoamingChoice Choose(ReadOnlySpan<byte> header, bool isWanted, long now)
    {
        if (header[0] is Ack or BlockAck)
        {
            return _previous == RoamingChoice.Leave ? RoamingChoice.Leave : RoamingChoice.Whole;
        }

        bool isData = (header[0] & TypeMask) == DataType;
        if ((!isWanted && !isData) || (header[0] != Beacon && !IsOfClient(header)))
        {
            return RoamingChoice.Leave;
        }

        bool isEncrypted = isData && header.Length > 1 && (header[1] & ProtectedFrame) != 0;
        if (isWanted && !isEncrypted && header[0] is not (Beacon or ProbeResponse))
        {
            ExpectData(header);
        }

        bool isDue = isData && IsDue(header, now); // which counts it, whether or not it is wanted
        return isWanted ? RoamingChoice.Whole : isDue ? RoamingChoice.Traffic : RoamingChoice.Leave;
    }

    private bool IsOfClient(ReadOnlySpan<byte> header)
    {
        if (_clients.Count == 0 || header.Length < AddressesEnd)
        {
            return true;
        }

        return _clients.Contains(MacAddress.Read(header[4..])) || _clients.Contains(MacAddress.Read(header[10..]))
            || _clients.Contains(MacAddress.Read(header[16..]))
            || MacAddress.Read(header[4..]).IsGroup;
    }

    private void ExpectData(ReadOnlySpan<byte> header)
    {
        if (header.Length >= AddressesEnd)
        {
            (ulong receiver, ulong transmitter) = AddressesOf(header);
            Remember((receiver, transmitter), (long.MinValue / 2, DataAfterOthers));
            Remember((transmitter, receiver), (long.MinValue / 2, DataAfterOthers));
        }
    }

    private bool IsDue(ReadOnlySpan<byte> header, long now)
    {
        if (header.Length < AddressesEnd)
        {
            return false;
        }

        (ulong, ulong) pair = AddressesOf(header);
        if (!_data.TryGetValue(pair, out (long Time, int Left) before))
        {
            before = (long.MinValue / 2, DataAfterOthers);
        }

        if (before.Left == 0 && now >= before.Time && now - before.Time < _interval)
        {
            return false;
        }

        Remember(pair, (now, Math.Max(0, before.Left - 1)));
        return true;
    }

    private void Remember((ulong, ulong) pair, (long, int) state)
    {
        if (_data.Count >= MaxPairs)
        {
            _data.Clear();
        }

        _data[pair] = state;
    }

    private static (ulong Receiver, ulong Transmitter) AddressesOf(ReadOnlySpan<byte> header) =>
        (MacAddress.Read(header[4..]).Value, MacAddress.Read(header[10..]).Value);
}
