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
    private const byte DataType = 0x08;
    private const byte TypeMask = 0x0C;
    private const int AddressesEnd = 22;
    private const int MostPairs = 4096;

    /// <summary>Of the data between two addresses one frame in so many nanoseconds is kept.</summary>
    private const long DataInterval = 20_000_000;

    private readonly HashSet<MacAddress> _clients;
    private readonly FrameSelector _selector = new(WifiInterest.Frames);
    private readonly Dictionary<(ulong Receiver, ulong Transmitter), long> _data = [];
    private bool _keptPrevious;

    /// <summary>Keeps frames of these clients, of all where there are none.</summary>
    public RoamingFilter(IEnumerable<MacAddress>? clients = null) => _clients = [.. clients ?? []];

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
    public bool Passes(int linkType, ReadOnlySpan<byte> octets, int originalLength, long timeNanoseconds)
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
        if (mac < 0 || mac >= octets.Length)
        {
            _keptPrevious = false;
            return false;
        }

        ReadOnlySpan<byte> header = octets[mac..];
        bool isKept = header[0] switch
        {
            Ack or BlockAck => _keptPrevious,
            _ when (header[0] & TypeMask) == DataType => IsOfClient(header) && (IsDue(header, timeNanoseconds) || isWanted),
            Beacon => isWanted,
            _ => isWanted && IsOfClient(header),
        };
        _keptPrevious = isKept;
        return isKept;
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

    private bool IsDue(ReadOnlySpan<byte> header, long now)
    {
        if (header.Length < AddressesEnd)
        {
            return false;
        }

        var pair = (MacAddress.Read(header[4..]).Value, MacAddress.Read(header[10..]).Value);
        if (_data.TryGetValue(pair, out long before) && now >= before && now - before < DataInterval)
        {
            return false;
        }

        if (_data.Count >= MostPairs)
        {
            _data.Clear();
        }

        _data[pair] = now;
        return true;
    }
}
