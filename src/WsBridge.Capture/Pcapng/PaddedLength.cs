namespace WsBridge.Capture.Pcapng;

/// <summary>Everything in a pcapng file is padded to 32 bits.</summary>
internal static class PaddedLength
{
    public static int Of(int length) => (length + 3) & ~3;
}
