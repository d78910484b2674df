namespace WsBridge.Dot11.Keys;

/// <summary>
/// Addresses 1 to 3 as a cipher takes them: those of the header, but between multi-link devices the MLD MAC addresses stand for those of
/// the link. IEEE Std 802.11be-2024, 12.5.2.3.3.
/// </summary>
/// <param name="Receiver">Address 1.</param>
/// <param name="Transmitter">Address 2.</param>
/// <param name="Third">Address 3.</param>
public readonly record struct CipherAddresses(MacAddress Receiver, MacAddress Transmitter, MacAddress Third)
{
    /// <summary>Those of the header, each as a function names it.</summary>
    public static CipherAddresses Of(scoped in MacHeader header, Func<MacAddress, MacAddress> named)
    {
        ArgumentNullException.ThrowIfNull(named);
        return new(named(header.Address1), named(header.Address2 ?? default), named(header.Address3 ?? default));
    }

    /// <summary>Those of the header.</summary>
    public static CipherAddresses Of(scoped in MacHeader header) =>
        new(header.Address1, header.Address2 ?? default, header.Address3 ?? default);

    internal void CopyTo(Span<byte> octets)
    {
        Receiver.CopyTo(octets);
        Transmitter.CopyTo(octets[MacAddress.Size..]);
        Third.CopyTo(octets[(2 * MacAddress.Size)..]);
    }
}
