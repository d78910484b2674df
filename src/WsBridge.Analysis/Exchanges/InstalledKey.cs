using System.Buffers.Binary;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A temporal key that a known key has shown to be in use between a STA and an AP.</summary>
/// <param name="cipher">The key and its cipher.</param>
/// <param name="request">The (Re)Association Request of the attempt that it belongs to; null where none was captured.</param>
/// <param name="handshake">The 4-way handshake that made it; null where FT did, or that is not known.</param>
internal sealed class InstalledKey(DataCipher cipher, StoredFrame? request, Handshake? handshake) : IDisposable
{
    /// <summary>How many packet numbers are remembered in each direction.</summary>
    private const int Most = 16;

    private readonly ulong[] _fromAp = new ulong[Most];
    private readonly ulong[] _fromSta = new ulong[Most];
    private int _countFromAp;
    private int _countFromSta;

    /// <summary>The key and its cipher.</summary>
    public DataCipher Cipher => cipher;

    /// <summary>The 4-way handshake that made it; null where FT did, or that is not known.</summary>
    public Handshake? Handshake => handshake;

    /// <summary>It is of this attempt, not of an earlier one of the same STA at the same AP.</summary>
    public bool IsOf(Association association) => association.Request == request;

    /// <summary>
    /// A frame that was read: one with a packet number that was read before is a repetition, another sensor heard it, or it is replayed.
    /// </summary>
    /// <param name="header">The frame as it was encrypted.</param>
    /// <param name="fromAp">Its direction.</param>
    /// <returns>It was not read before.</returns>
    public bool IsNews(scoped in MacHeader header, bool fromAp)
    {
        ulong number = BinaryPrimitives.ReadUInt64LittleEndian(header.Body);
        ulong[] read = fromAp ? _fromAp : _fromSta;
        if (read.AsSpan().Contains(number))
        {
            return false; // none is 0: the octets say that there is a packet number
        }

        ref int count = ref fromAp ? ref _countFromAp : ref _countFromSta;
        read[count] = number;
        count = (count + 1) % Most;
        return true;
    }

    public void Dispose() => cipher.Dispose();
}
