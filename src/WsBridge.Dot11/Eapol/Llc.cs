namespace WsBridge.Dot11;

/// <summary>The LLC/SNAP header in front of what a data frame carries.</summary>
public static class Llc
{
    /// <summary>Octets of LLC and SNAP with the EtherType.</summary>
    public const int Size = 8;

    private const ushort EapolEtherType = 0x888E;
    private const ushort PreauthenticationEtherType = 0x88C7;

    /// <summary>The EtherType behind AA-AA-03 and a SNAP OUI of zero (or 00-00-F8), null where there is none.</summary>
    public static ushort? EtherType(ReadOnlySpan<byte> body) =>
        body is [0xAA, 0xAA, 0x03, 0x00, 0x00, 0x00 or 0xF8, var high, var low, ..] ? (ushort)(high << 8 | low) : null;

    /// <summary>
    /// The octets from the EAPOL version on, when the body of a data frame carries EAPOL; whatever follows the PDU is still there.
    /// </summary>
    public static bool TryGetEapol(ReadOnlySpan<byte> dataFrameBody, out ReadOnlySpan<byte> eapol)
    {
        var there = EtherType(dataFrameBody) is EapolEtherType or PreauthenticationEtherType;
        eapol = there ? dataFrameBody[Size..] : default;
        return there;
    }

    /// <summary>
    /// The same for a frame, with the offset in it, of the first EAPOL packet that it carries; false for other kinds, encrypted bodies and
    /// later fragments.
    /// </summary>
    public static bool TryGetEapol(scoped in MacHeader frame, out ReadOnlySpan<byte> eapol, out int offset)
    {
        if (frame.FragmentNumber == 0)
        {
            foreach (Msdu msdu in new Msdus(frame))
            {
                if (msdu.TryGetEapol(out eapol, out offset))
                {
                    return true;
                }
            }
        }

        eapol = default;
        offset = 0;
        return false;
    }
}
