using System.Text;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>One mobility domain of four BSSs under FT-PSK, and what all of its frames have in common.</summary>
internal static class Network
{
    public const int FtPsk = 4;
    public const int KeyDescriptorVersion = 3;
    public const int TemporalKeyLength = 16;
    public const string R0khId = "r0kh.example";
    public const string Name = "benchmark";
    public const string Passphrase = "benchmark passphrase";

    public static readonly byte[] SsidOctets = Encoding.ASCII.GetBytes(Name);
    public static readonly byte[] R0khIdOctets = Encoding.ASCII.GetBytes(R0khId);
    public static readonly Mdid Mdid = new(0x0102);
    public static readonly byte[] Psk = MakePsk();
    public static readonly AkmKeys Keys = AkmKeys.TryGet(AkmSuite.Rsn(FtPsk), Psk.Length, KeyDescriptorVersion, out AkmKeys keys)
        ? keys
        : default;

    public static readonly MacAddress[] Bssids = [.. Enumerable.Range(0, 4).Select(MakeAddress.Ap)];
    public static readonly byte[] Ssid = MakeElement.Ssid(Name);
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

    private static byte[] MakePsk()
    {
        byte[] psk = new byte[Dot11.Keys.Psk.Size];
        Dot11.Keys.Psk.Derive(Encoding.ASCII.GetBytes(Passphrase), SsidOctets, psk);
        return psk;
    }
}
