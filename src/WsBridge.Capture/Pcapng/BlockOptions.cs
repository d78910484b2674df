namespace WsBridge.Capture.Pcapng;

/// <summary>Walks the options of a block; what does not fit the block ends the walk.</summary>
internal ref struct BlockOptions(ReadOnlySpan<byte> octets, ByteOrder order)
{
    private const int HeaderLength = 4;
    private const ushort EndOfOptions = 0;

    private readonly ByteOrder _order = order;
    private ReadOnlySpan<byte> _rest = octets;

    public ushort Code { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool TryNext()
    {
        if (_rest.Length < HeaderLength)
        {
            return false;
        }

        Code = _order.ReadUInt16(_rest);
        int length = _order.ReadUInt16(_rest[2..]);
        if (Code == EndOfOptions || length > _rest.Length - HeaderLength)
        {
            return false;
        }

        Value = _rest.Slice(HeaderLength, length);
        int next = HeaderLength + PaddedLength.Of(length);
        _rest = next < _rest.Length ? _rest[next..] : [];

        return true;
    }
}
