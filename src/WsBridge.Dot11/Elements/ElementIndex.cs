using System.Runtime.CompilerServices;

namespace WsBridge.Dot11;

/// <summary>
/// Where the elements that are asked for most stand among others: SSID, RSNE, MDE, FTE and RSNXE, and whether all are whole. For frames
/// that are kept and looked at again and again; made in one walk.
/// </summary>
public readonly struct ElementIndex
{
    /// <summary>More octets than any frame has; a capture may say otherwise.</summary>
    public const int MaxOctets = ushort.MaxValue - 1;

    // One more than the octets in front of it; 0 where there is none.
    private readonly ushort _ssid;
    private readonly ushort _rsne;
    private readonly ushort _mde;
    private readonly ushort _fte;
    private readonly ushort _rsnxe;
    private readonly ushort _end;

    /// <summary>Walks the elements.</summary>
    public ElementIndex(ReadOnlySpan<byte> elements)
    {
        int at = 0;
        while (at < MaxOctets && elements.Length - at >= 2 && elements[at + 1] + 2 is var length && length <= elements.Length - at)
        {
            var place = (ushort)(at + 1);
            switch (elements[at])
            {
                case ElementId.Ssid:
                    _ssid = _ssid == 0 ? place : _ssid;
                    break;
                case ElementId.Rsne:
                    _rsne = _rsne == 0 ? place : _rsne;
                    break;
                case ElementId.Mde:
                    _mde = _mde == 0 ? place : _mde;
                    break;
                case ElementId.Fte:
                    _fte = _fte == 0 ? place : _fte;
                    break;
                case ElementId.Rsnxe:
                    _rsnxe = _rsnxe == 0 ? place : _rsnxe;
                    break;
            }

            at += length;
        }

        _end = (ushort)Math.Min(at, ushort.MaxValue);
    }

    /// <summary>Octets of the elements in front of the first that is cut off; all octets where none is.</summary>
    internal int End => _end;

    /// <summary>
    /// Whether elements of this ID are looked for here, and how many octets stand in front of the first; -1 when there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Knows(byte id, out int position)
    {
        int place = id switch
        {
            ElementId.Ssid => _ssid,
            ElementId.Rsne => _rsne,
            ElementId.Mde => _mde,
            ElementId.Fte => _fte,
            ElementId.Rsnxe => _rsnxe,
            _ => -1,
        };
        position = place - 1;
        return place >= 0;
    }
}
