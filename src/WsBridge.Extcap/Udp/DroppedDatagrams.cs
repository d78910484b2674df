using System.Globalization;

namespace WsBridge.Extcap.Udp;

/// <summary>Counts the datagrams that the kernel dropped because they came faster than they were read. Linux alone tells.</summary>
/// <param name="ports">The ports that are listened on.</param>
internal sealed class DroppedDatagrams(IReadOnlyList<int> ports)
{
    private readonly string[] _ports = [.. ports.Select(port => string.Create(CultureInfo.InvariantCulture, $":{port:X4}"))];
    private long _before;

    /// <summary>Those since the last time; null where nobody tells.</summary>
    public long? SinceLast()
    {
        try
        {
            long now = Table("/proc/net/udp") + Table("/proc/net/udp6");
            long since = Math.Max(0, now - _before);
            _before = now;
            return since;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // sl local_address rem_address st … drops: the local address ends with its port in hexadecimal digits, the drops are the last word.
    private long Table(string file) => !File.Exists(file) ? 0 : File.ReadLines(file).Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 2 && Array.Exists(_ports, port => words[1].EndsWith(port, StringComparison.Ordinal)))
        .Sum(words => long.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long drops) ? drops : 0);
}
