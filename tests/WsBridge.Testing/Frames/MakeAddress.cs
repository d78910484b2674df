using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>Addresses for tests, all locally administered.</summary>
public static class MakeAddress
{
    /// <summary>An AP: 02:00:00:00:nn:00, as in the recordings.</summary>
    public static MacAddress Ap(int number = 0) => new(0x0200_0000_0000UL | (byte)number * 0x100UL);

    /// <summary>A STA: 02:00:00:01:nn:00.</summary>
    public static MacAddress Sta(int number = 0) => new(0x0200_0001_0000UL | (byte)number * 0x100UL);
}
