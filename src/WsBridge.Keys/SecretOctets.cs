using System.Security.Cryptography;

namespace WsBridge.Keys;

/// <summary>Octets that hold key material: pinned, so that the garbage collector leaves no copy behind, and zeroed at the end.</summary>
internal sealed class SecretOctets : IDisposable
{
    private const int FirstSize = 4096;

    /// <summary>More than any list of keys has.</summary>
    private const int MaxOctets = 16 * 1024 * 1024;

    private byte[] _octets = Allocate(FirstSize);
    private int _length;

    /// <summary>What was read.</summary>
    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, _length);

    /// <summary>Reads a file to its end; it may be a pipe.</summary>
    /// <exception cref="IOException">It cannot be read, or is too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SecretOctets ReadFile(string path)
    {
        using FileStream file = SourceFile.Open(path);
        var secret = new SecretOctets();
        try
        {
            secret.ReadFrom(file);
            return secret;
        }
        catch
        {
            secret.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_octets);
        _length = 0;
    }

    private static byte[] Allocate(int size) => GC.AllocateUninitializedArray<byte>(size, pinned: true);

    private void ReadFrom(FileStream file)
    {
        while (file.Read(_octets.AsSpan(_length)) is > 0 and var read)
        {
            _length += read;
            if (_length == _octets.Length)
            {
                Grow();
            }
        }
    }

    private void Grow()
    {
        if (_length >= MaxOctets)
        {
            throw new IOException("It is too long to be a list of keys.");
        }

        byte[] larger = Allocate(2 * _length);
        Octets.CopyTo(larger);
        CryptographicOperations.ZeroMemory(_octets);
        _octets = larger;
    }
}
