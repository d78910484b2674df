using WsBridge.Testing;

namespace WsBridge.Dot11.Tests.Keys;

/// <summary>Short ways to write vectors.</summary>
internal static class Hex
{
    public static byte[] Of(string hex) => Octets.FromHex(hex);

    public static string Of(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(octets);

    public static MacAddress Address(string hex) => MacAddress.Read(Of(hex));

    /// <summary>The octets 00 01 02 and so on.</summary>
    public static byte[] Counting(int count)
    {
        var octets = new byte[count];
        for (var i = 0; i < count; i++)
        {
            octets[i] = (byte)i;
        }

        return octets;
    }
}
