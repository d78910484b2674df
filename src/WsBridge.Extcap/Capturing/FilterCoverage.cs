using System.Text.RegularExpressions;
using WsBridge.Dot11;
using WsBridge.Pipeline;

namespace WsBridge.Extcap.Capturing;

/// <summary>
/// What a capture filter drops of that which the analysis needs. It is asked about a frame of each kind, with the addresses that the filter
/// itself names in every place: libpcap looks for EAPOL where it mostly is, and nowhere else, and takes <c>wlan ra</c> for data frames
/// alone.
/// </summary>
public static partial class FilterCoverage
{
    private static readonly byte[] Eapol = [0xAA, 0xAA, 0x03, 0, 0, 0, 0x88, 0x8E, 2, 3, 0, 95, 2, .. new byte[94]];

    private static readonly (string Name, byte[] Octets)[] Kinds =
    [
        ("Authentication", Management(0xB0, 0, 0, 1, 0, 0, 0)),
        ("Association Requests", Management(0x00, 0x11, 0, 10, 0, 0, 0)),
        ("Association Responses", Management(0x10, 0x11, 0, 0, 0, 1, 0xC0)),
        ("Deauthentication", Management(0xC0, 1, 0)),
        ("Action frames", Management(0xD0, 6, 1, 0)),
        ("acknowledgements", [0xD4, 0, 0, 0, .. new byte[6]]),
        ("EAPOL in Data frames", [0x08, 0x01, .. new byte[22], .. Eapol]),
        ("EAPOL in QoS Data frames", [0x88, 0x01, .. new byte[24], .. Eapol]),
        ("EAPOL in QoS Data frames with HT Control", [0x88, 0x81, .. new byte[28], .. Eapol]),
        ("EAPOL in four-address frames", [0x88, 0x03, .. new byte[30], .. Eapol]),
        ("EAPOL in A-MSDUs", [0x88, 0x01, .. new byte[22], 0x80, 0, .. new byte[12], 0, (byte)Eapol.Length, .. Eapol]),
    ];

    /// <summary>A sentence about what is dropped; null when nothing is.</summary>
    /// <param name="filter">The filter, in libpcap's words.</param>
    /// <exception cref="SourceProblemException">The filter is wrong.</exception>
    public static string? Warning(string filter)
    {
        if (RoamingFilter.IsMeant(filter))
        {
            return null;
        }

        using Libpcap.Program program = Libpcap.Compile(filter, LinkTypes.Radiotap);
        MacAddress[] named = [.. Address().Matches(filter)
            .Select(match => MacAddress.TryParse(match.Value, out MacAddress address) ? address : default)];
        MacAddress[] addresses = [.. named, new MacAddress(0x02_00_00_00_FE_FE)];
        string[] dropped = [.. Kinds.Where(kind => !IsKept(program, kind.Octets, addresses)).Select(kind => kind.Name)];
        return dropped.Length == 0 ? null
            : $"The capture filter drops what the analysis needs: {string.Join(", ", dropped)}. The filter \"{RoamingFilter.Name}\" keeps "
                + $"it, and little else.";
    }

    /// <summary>With some choice of these addresses in the places of the three.</summary>
    private static bool IsKept(Libpcap.Program program, byte[] frame, MacAddress[] addresses)
    {
        byte[] packet = [0, 0, 8, 0, 0, 0, 0, 0, .. frame];
        Span<byte> header = packet.AsSpan(8);
        foreach (MacAddress receiver in addresses)
        {
            receiver.CopyTo(header[4..]);
            foreach (MacAddress transmitter in addresses)
            {
                if (header.Length >= 16)
                {
                    transmitter.CopyTo(header[10..]);
                }

                foreach (MacAddress third in addresses)
                {
                    if (header.Length >= 22)
                    {
                        third.CopyTo(header[16..]);
                    }

                    if (program.Passes(packet, packet.Length))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static byte[] Management(byte kind, params byte[] body) => [kind, 0, .. new byte[22], .. body];

    [GeneratedRegex("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")]
    private static partial Regex Address();
}
