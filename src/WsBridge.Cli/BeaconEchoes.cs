using System.Buffers.Binary;
using WsBridge.Capture;
using WsBridge.Dot11;

namespace WsBridge.Cli;

/// <summary>
/// Notices beacons that come once more much later, as where two sensors hear the same AP and their clocks differ: the Timestamp of a
/// beacon is its AP's own time, which never runs backwards but when the AP restarts.
/// </summary>
internal sealed class BeaconEchoes
{
    private const byte BeaconFrame = 0x80;
    private const int BssidOffset = 16;
    private const int TimestampOffset = 24;
    private const int Least = 5;
    private const ulong LeastMicroseconds = 100_000;

    /// <summary>Further back the AP has restarted, or is another one with the same address.</summary>
    private const ulong MostMicroseconds = 3_600_000_000;

    /// <summary>The delay of a clock is always the same, but for the time between two beacons.</summary>
    private const double SpreadMicroseconds = 500_000;

    private const int MostBsses = 4096;

    private readonly Dictionary<ulong, Echo> _latest = [];

    /// <summary>By how much the same beacons are late; null when they are not.</summary>
    public double? DelaySeconds =>
        _latest.Values.Where(echo => echo.Alike >= Least && echo.Alike > echo.Others).Select(echo => (double?)(echo.Delay / 1e6)).Max();

    /// <summary>The next packet.</summary>
    public void See(in CaptureRecord record)
    {
        ReadOnlySpan<byte> octets = record.Octets;
        int mac = record.LinkType switch
        {
            LinkTypes.Ieee80211 => 0,
            LinkTypes.Radiotap when octets.Length >= 4 => BinaryPrimitives.ReadUInt16LittleEndian(octets[2..]),
            _ => -1,
        };
        if (mac < 0 || octets.Length < mac + TimestampOffset + sizeof(ulong) || octets[mac] != BeaconFrame)
        {
            return;
        }

        ulong bssid = MacAddress.Read(octets[(mac + BssidOffset)..]).Value;
        ulong timestamp = BinaryPrimitives.ReadUInt64LittleEndian(octets[(mac + TimestampOffset)..]);
        if (!_latest.TryGetValue(bssid, out Echo? echo))
        {
            if (_latest.Count == MostBsses)
            {
                _latest.Clear();
            }

            _latest.Add(bssid, echo = new Echo());
        }

        echo.Take(timestamp);
    }

    private sealed class Echo
    {
        private ulong _latest;

        /// <summary>The first delay.</summary>
        public double Delay { get; private set; }

        /// <summary>How many were like it.</summary>
        public int Alike { get; private set; }

        /// <summary>How many were not, as after the restart of an AP, or after the end of one of the two captures.</summary>
        public int Others { get; private set; }

        public void Take(ulong timestamp)
        {
            if (timestamp < _latest && _latest - timestamp is >= LeastMicroseconds and <= MostMicroseconds and var back)
            {
                Delay = Alike == 0 ? back : Delay;
                bool isAlike = Math.Abs(back - Delay) <= SpreadMicroseconds;
                Alike += isAlike ? 1 : 0;
                Others += isAlike ? 0 : 1;
                return;
            }

            _latest = timestamp;
        }
    }
}
