using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>One mobility domain of four BSSs under FT-PSK, and what all of its frames have in common.</summary>
internal static class Network
{
    public const int FtPsk = 4;
    public const int KeyDescriptorVersion = 3;
    public const string R0khId = "r0kh.example";

    public static readonly MacAddress[] Bssids = [.. Enumerable.Range(0, 4).Select(MakeAddress.Ap)];
    public static readonly byte[] Ssid = MakeElement.Ssid("benchmark");
    public static readonly byte[] Mde = MakeElement.Mde();

    /// <summary>HT and VHT capabilities, extended capabilities, WMM: nobody here reads them, and tshark has to dissect them.</summary>
    public static readonly byte[] Capabilities = Octets.Join(
        MakeElement.SupportedRates(),
        MakeElement.Any(45, Octets.FromHex("EF09 17 FFFF0000000000000000000000000000 0000 00000000 00")),
        MakeElement.Any(191, Octets.FromHex("B2018933 FAFF0000 FAFF0000")),
        MakeElement.Any(127, Octets.FromHex("0400080000000040")),
        MakeElement.Vendor(0x0050F2, 2, Octets.FromHex("01 01 80 00 03A40000 27A40000 42435E00 62322F00")));

    public static byte[] Rsne(params IReadOnlyList<byte[]> pmkids) => MakeElement.Rsne(FtPsk, 0, pmkids);

    public static byte[] Beacon(MacAddress bssid) => Frame.Beacon(
        bssid,
        Ssid,
        MakeElement.Channel(36),
        MakeElement.Any(5, 0, 1, 0, 0),
        Rsne(),
        Mde,
        MakeElement.Any(61, Octets.FromHex("24 05 1100 0000 00000000000000000000000000000000")),
        MakeElement.Any(192, 1, 42, 0, 0, 0),
        Capabilities);
}
