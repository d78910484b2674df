namespace WsBridge.Dot11.Keys;

/// <summary>Which octets of the MSK of an EAP authentication become keys.</summary>
public static class Msk
{
    private const int PmkSize = 32;
    private const int LongPmkSize = 48;

    /// <summary>The PMK: the first 32 octets, 48 with SHA-384. Empty when the MSK is too short.</summary>
    public static ReadOnlySpan<byte> Pmk(AkmSuite akm, ReadOnlySpan<byte> msk) => Take(msk, 0, IsLong(akm) ? LongPmkSize : PmkSize);

    /// <summary>The XXKey of FT: the second 32 octets, the first 48 with SHA-384. Empty when the MSK is too short.</summary>
    public static ReadOnlySpan<byte> XxKey(AkmSuite akm, ReadOnlySpan<byte> msk) =>
        IsLong(akm) ? Take(msk, 0, LongPmkSize) : Take(msk, PmkSize, PmkSize);

    private static bool IsLong(AkmSuite akm) => akm.RsnType is 12 or 13 or 15 or 17 or 22 or 23;

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> msk, int start, int length) =>
        msk.Length >= start + length ? msk.Slice(start, length) : default;
}
