using System.Diagnostics.CodeAnalysis;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>
/// Operating Channel Information: Operating Class (1), Primary Channel Number (1), Frequency Segment 1 Channel Number (1). IEEE Std
/// 802.11-2020, 9.4.2.236.
/// </summary>
internal static class ChannelInformation
{
    private const int Size = 3;

    /// <summary>AP and STA have set OCVC, as Beacon and request say, or message 2 where the request was not captured.</summary>
    public static bool AreBothCapable(Association association, HandshakeFrame? current, [NotNullWhen(true)] out StoredFrame? beacon)
    {
        beacon = association.Bss.Beacon;
        bool isThere = association.TryGetRequestRsne(out _, out Rsne rsne)
            || (current is { Number: 2 } message && message.TryGetRsne(out _, out rsne));
        return beacon is not null && isThere && rsne.Capabilities is { Ocvc: true }
            && BeaconFrames.TryGetRsne(beacon, out _, out Rsne offered) && offered.Capabilities is { Ocvc: true };
    }

    /// <summary>
    /// The channel that it names is not the one on which the frame was captured, and with multi-link none of any link of the association,
    /// because a sender may name that of the link where the client associated. False where either cannot be told.
    /// </summary>
    /// <param name="association">Whose frame it is.</param>
    /// <param name="oci">The octets of the OCI.</param>
    /// <param name="frame">The frame that carries it.</param>
    /// <param name="words">Both channels.</param>
    public static bool IsOtherChannel(Association association, ReadOnlySpan<byte> oci, StoredFrame frame, out string words)
    {
        words = "";
        if (oci.Length < Size || frame.FrequencyMHz is not { } frequency || ChannelNumber.Of(frequency) is not { } channel
            || BandOf(oci[0]) is not { } band || BandOf(frequency) is null)
        {
            return false;
        }

        words = $"channel {oci[1]} (operating class {oci[0]}), and the frame was captured on channel {channel} ({frequency} MHz)";
        if (Names(oci[1], band, frequency))
        {
            return false;
        }

        foreach (SetupLink link in MultiLinkSetups.Of(association)?.Links ?? [])
        {
            if (association.BssOf(link.Bssid)?.FrequencyMHz is not { } there || BandOf(there) is null || Names(oci[1], band, there))
            {
                return false;
            }

            words += link.Bssid == association.Bss.Bssid && there == frequency
                ? ""
                : $", link {link.Id} is on channel {ChannelNumber.Of(there)}";
        }

        return true;
    }

    private static bool Names(byte channel, int band, int frequency) => channel == ChannelNumber.Of(frequency) && band == BandOf(frequency);

    /// <summary>2, 5 or 6 GHz by the global operating classes; null for others, which depend on the country.</summary>
    private static int? BandOf(byte operatingClass) => operatingClass switch
    {
        >= 81 and <= 84 => 2,
        >= 115 and <= 130 => 5,
        >= 131 and <= 137 => 6,
        _ => null,
    };

    private static int? BandOf(int frequency) => frequency switch { < 2500 => 2, >= 5000 and < 5925 => 5, >= 5925 => 6, _ => null };
}
