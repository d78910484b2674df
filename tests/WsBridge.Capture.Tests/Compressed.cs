using System.IO.Compression;

namespace WsBridge.Capture.Tests;

/// <summary>Octets as gzip would store them.</summary>
internal static class Compressed
{
    // The BCL writes nothing at all for nothing; gzip itself writes a header, an empty block and a trailer.
    private static readonly byte[] Nothing = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static byte[] Of(byte[] octets)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(octets);
        }

        return octets.Length == 0 ? Nothing : compressed.ToArray();
    }
}
