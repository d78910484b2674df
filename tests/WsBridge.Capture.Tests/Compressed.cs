using System.IO.Compression;
using K4os.Compression.LZ4.Streams;

namespace WsBridge.Capture.Tests;

/// <summary>Octets as they are stored when they are compressed.</summary>
internal static class Compressed
{
    // The BCL writes nothing at all for nothing; gzip itself writes a header, an empty block and a trailer.
    private static readonly byte[] Nothing = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>As gzip would store them.</summary>
    public static byte[] Of(byte[] octets)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(octets);
        }

        return octets.Length == 0 ? Nothing : compressed.ToArray();
    }

    /// <summary>The same as zstd would.</summary>
    public static byte[] OfZstd(byte[] octets)
    {
        using MemoryStream compressed = new();
        using (ZstdSharp.CompressionStream zstd = new(compressed, leaveOpen: true))
        {
            zstd.Write(octets);
        }

        return compressed.ToArray();
    }

    /// <summary>The same as LZ4 would.</summary>
    public static byte[] OfLz4(byte[] octets)
    {
        using MemoryStream compressed = new();
        using (Stream lz4 = LZ4Stream.Encode(compressed, leaveOpen: true))
        {
            lz4.Write(octets);
        }

        return compressed.ToArray();
    }
}
