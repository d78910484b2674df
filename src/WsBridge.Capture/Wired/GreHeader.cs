using System.Buffers.Binary;

namespace WsBridge.Capture.Wired;

/// <summary>The header of GRE and, where it mirrors a port, of ERSPAN behind it. RFC 2784, RFC 2890; draft-foschiano-erspan.</summary>
internal static class GreHeader
{
    private const int Erspan = 0x88BE; // types I and II
    private const int Erspan3 = 0x22EB;
    private const int Erspan2Length = 8;
    private const int Erspan3Length = 12;
    private const int PlatformHeader = 8;

    /// <summary>Reads it.</summary>
    /// <param name="octets">From its start.</param>
    /// <param name="protocol">What follows: an EtherType, or of a vendor.</param>
    /// <param name="length">Octets of it, those of ERSPAN too.</param>
    /// <param name="isEthernet">An Ethernet frame follows that ERSPAN has mirrored.</param>
    /// <returns>False when it is cut off, or of another version.</returns>
    public static bool TryRead(ReadOnlySpan<byte> octets, out int protocol, out int length, out bool isEthernet)
    {
        const int checksum = 0x8000, key = 0x2000, sequence = 0x1000, version = 0x0007;
        (protocol, length, isEthernet) = (0, 4, false);
        if (octets.Length < length)
        {
            return false;
        }

        int flags = BinaryPrimitives.ReadUInt16BigEndian(octets);
        protocol = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        length += ((flags & checksum) != 0 ? 4 : 0) + ((flags & key) != 0 ? 4 : 0) + ((flags & sequence) != 0 ? 4 : 0);
        if (protocol == Erspan)
        {
            isEthernet = true;
            length += (flags & sequence) != 0 ? Erspan2Length : 0; // type I has neither number nor header
        }
        else if (protocol == Erspan3)
        {
            isEthernet = true;
            bool hasPlatformHeader = octets.Length >= length + Erspan3Length && (octets[length + Erspan3Length - 1] & 1) != 0;
            length += Erspan3Length + (hasPlatformHeader ? PlatformHeader : 0);
        }

        return (flags & version) == 0 && octets.Length > length;
    }
}
