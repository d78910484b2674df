using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// The PASN Parameters element of PASN and EPPKE: Control (1), Wrapped Data Format (1), comeback information, then Finite Cyclic Group (2)
/// and the ephemeral public key. IEEE Std 802.11az-2022, 9.4.2.305.
/// </summary>
public static class PasnParameters
{
    /// <summary>Element ID Extension.</summary>
    public const byte ExtensionId = 100;

    private const byte ComebackPresent = 1;
    private const byte GroupAndKeyPresent = 2;
    private const int FixedSize = 2;
    private const int ComebackAfterSize = 2;
    private const int GroupSize = 2;

    /// <summary>The Finite Cyclic Group; null where it is not there.</summary>
    /// <param name="elements">The elements of the Authentication frame.</param>
    /// <param name="fromAp">The AP sent it: then the comeback information begins with a time.</param>
    public static ushort? GroupOf(scoped in Elements elements, bool fromAp)
    {
        if (!elements.TryFindExtension(ExtensionId, out Element element) || element.Body.Length < FixedSize
            || (element.Body[0] & GroupAndKeyPresent) == 0)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = element.Body[FixedSize..];
        if ((element.Body[0] & ComebackPresent) != 0)
        {
            int at = fromAp ? ComebackAfterSize : 0;
            if (rest.Length <= at || rest.Length < at + 1 + rest[at])
            {
                return null;
            }

            rest = rest[(at + 1 + rest[at])..];
        }

        return rest.Length >= GroupSize ? BinaryPrimitives.ReadUInt16LittleEndian(rest) : null;
    }
}
