using System.Globalization;
using System.Net;
using WsBridge.Capture.Streams;

namespace WsBridge.Capture.Unwrapping;

/// <summary>What datagrams of a UDP port hold, as Wireshark's option -d says it: <c>udp.port==5555,peekremote</c>.</summary>
/// <param name="Port">The port, of either end.</param>
/// <param name="Format">How frames are wrapped.</param>
public sealed record DecodeAs(int Port, StreamFormat Format)
{
    private const string Table = "udp.port==";

    private static readonly (string Name, StreamFormat Format)[] Protocols =
    [
        ("peekremote", StreamFormat.PeekRemote),
        ("tzsp", StreamFormat.Tzsp),
        ("aruba_erm", StreamFormat.ArubaErm),
        ("capwap.data", StreamFormat.Capwap),
        ("lwapp", StreamFormat.Lwapp),
    ];

    /// <summary>
    /// The ports that the protocols are known by: those of Wireshark, and 5555 of Cisco's sniffer mode, which is PEEKREMOTE too.
    /// </summary>
    public static IReadOnlyList<DecodeAs> Customary { get; } =
    [
        new(5000, StreamFormat.PeekRemote),
        new(5555, StreamFormat.ArubaErm),
        new(5247, StreamFormat.Capwap),
        new(12222, StreamFormat.Lwapp),
        new(37008, StreamFormat.Tzsp),
    ];

    /// <summary>The names of the protocols, as Wireshark has them.</summary>
    public static IEnumerable<string> Names => Protocols.Select(protocol => protocol.Name);

    /// <summary>Reads it.</summary>
    /// <param name="text">Such as <c>udp.port==5555,peekremote</c>.</param>
    /// <param name="decode">What it says.</param>
    /// <param name="problem">What is wrong with it, as a sentence.</param>
    public static bool TryParse(string text, out DecodeAs? decode, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (decode, problem) = (null, null);
        string[] parts = text.Split(',');
        if (parts.Length != 2 || !parts[0].StartsWith(Table, StringComparison.Ordinal)
            || !int.TryParse(parts[0].AsSpan(Table.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            || port is < 1 or > IPEndPoint.MaxPort)
        {
            problem = $"\"{text}\" names no port and protocol; write udp.port==5555,peekremote.";
            return false;
        }

        string name = parts[1].Replace('-', '_');
        foreach ((string known, StreamFormat format) in Protocols)
        {
            if (known == name)
            {
                decode = new DecodeAs(port, format);
                return true;
            }
        }

        problem = $"{parts[1]} is no protocol that is unwrapped here; those are {string.Join(", ", Names)}.";
        return false;
    }
}
