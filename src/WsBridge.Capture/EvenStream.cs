namespace WsBridge.Capture;

/// <summary>Asks what decompresses for the same number of octets each time, whatever it is asked for itself.</summary>
/// <remarks>
/// In the call in which they meet damage GZipStream and ZstdSharp throw away what they have decompressed. So what can be read before it
/// is the same however the octets are taken, and no more of it is lost than one call gives.
/// </remarks>
/// <param name="decompressed">What decompresses; it is disposed of with this.</param>
internal sealed class EvenStream(Stream decompressed) : ReadOnlyStream
{
    private const int AtOnce = 1024;

    private readonly byte[] _piece = new byte[AtOnce];
    private ReadOnlyMemory<byte> _left;

    public override int Read(Span<byte> buffer)
    {
        if (_left.IsEmpty && buffer.Length >= AtOnce)
        {
            return decompressed.Read(buffer[..AtOnce]);
        }

        if (_left.IsEmpty && !buffer.IsEmpty)
        {
            _left = _piece.AsMemory(0, decompressed.Read(_piece));
        }

        int given = Math.Min(_left.Length, buffer.Length);
        _left.Span[..given].CopyTo(buffer);
        _left = _left[given..];
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decompressed.Dispose();
        }

        base.Dispose(disposing);
    }
}
