using System.IO.Compression;
using K4os.Compression.LZ4.Streams;

namespace WsBridge.Capture;

/// <summary>Opens the octets of a compressed file so that the end of cut-off data is noticed.</summary>
/// <param name="Name">What sentences call it.</param>
/// <param name="Open">Decompresses.</param>
internal sealed record Compression(string Name, Func<HeadedStream, Stream> Open)
{
    // Without it the BCL takes a gzip file that stops anywhere for one that ends there. It is read once a process, so a
    // program that compresses before it opens a capture sets it in its project file (RuntimeHostConfigurationOption).
    private const string StrictSwitch = "System.IO.Compression.UseStrictValidation";

    private static readonly Compression Gzip = new("gzip", OpenGzip);
    private static readonly Compression Zstandard = new("zstd",
        file => new DecompressedStream(file, rest => new ZstdSharp.DecompressionStream(rest, checkEndOfStream: true, leaveOpen: true)));
    private static readonly Compression Lz4 = new("LZ4",
        file => new DecompressedStream(file, rest => LZ4Stream.Decode(rest, extraMemory: 0, leaveOpen: true, interactive: true)));

    /// <summary>How a file is compressed that begins so; null when it is not.</summary>
    public static Compression? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, ..] => Gzip,
        [0x28, 0xB5, 0x2F, 0xFD] => Zstandard,
        // a frame to skip, before the first one; LZ4 has the same and nobody begins with it
        [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18] => Zstandard,
        [0x04, 0x22, 0x4D, 0x18] => Lz4,
        _ => null,
    };

    private static GZipStream OpenGzip(HeadedStream file)
    {
        if (!AppContext.TryGetSwitch(StrictSwitch, out _))
        {
            AppContext.SetSwitch(StrictSwitch, true);
        }

        return new GZipStream(file, CompressionMode.Decompress);
    }
}
