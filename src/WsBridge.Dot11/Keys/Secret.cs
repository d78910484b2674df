using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// Octets of a key. They are overwritten when others take their place and when the holder is disposed of, and never printed.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly byte[] _octets;
    private int _length;

    /// <summary>Room for a key of up to so many octets; empty so far.</summary>
    public Secret(int capacity) => _octets = new byte[capacity];

    /// <summary>A copy of a key.</summary>
    public Secret(ReadOnlySpan<byte> octets)
        : this(octets.Length) => octets.CopyTo(Renew(octets.Length));

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, _length);

    /// <summary>Octets of the key; 0 when there is none, or none any more.</summary>
    public int Length => _length;

    /// <summary>Overwrites the key with zeros and makes room for another of this length, which the caller writes.</summary>
    public Span<byte> Renew(int length)
    {
        Dispose();
        _length = length;
        return _octets.AsSpan(0, length);
    }

    /// <summary>Keeps the first octets and overwrites the others with zeros.</summary>
    public void Shorten(int length)
    {
        CryptographicOperations.ZeroMemory(_octets.AsSpan(length));
        _length = Math.Min(length, _length);
    }

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_octets);
        _length = 0;
    }

    /// <summary>How long the key is, never what it is.</summary>
    public override string ToString() => $"key of {_length} octets";
}
