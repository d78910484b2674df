using System.IO.Compression;

namespace WsBridge.Capture;

/// <summary>Opens the octets of a gzip file so that the end of cut-off data is noticed.</summary>
internal static class Gzip
{
    // Without it the BCL takes a gzip file that stops anywhere for one that ends there. It is read once a process, so a
    // program that compresses before it opens a capture sets it in its project file (RuntimeHostConfigurationOption).
    private const string StrictSwitch = "System.IO.Compression.UseStrictValidation";

    // GZipStream throws away what it has decompressed in the call in which it meets the damage: of the last packets before it no more is lost
    // than this.
    private const int MostAtOnce = 1024;

    public static bool IsMagic(ReadOnlySpan<byte> octets) => octets is [0x1F, 0x8B, ..];

    public static OctetSource Open(HeadedStream file)
    {
        if (!AppContext.TryGetSwitch(StrictSwitch, out _))
        {
            AppContext.SetSwitch(StrictSwitch, true);
        }

        return new OctetSource(new GZipStream(file, CompressionMode.Decompress), isCutOff: () => file.Ended, MostAtOnce);
    }
}
