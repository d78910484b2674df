using WsBridge.Capture.Tests.Pcapng;

namespace WsBridge.Capture.Tests;

/// <summary>A capture that is long enough to be read ahead.</summary>
internal static class LargeCapture
{
    /// <summary>Some more than the first read and three pieces after it.</summary>
    public const int AtLeast = 3 << 20;

    /// <summary>Its octets.</summary>
    /// <param name="packetLength">Of the longest packet.</param>
    /// <param name="isVaried">Nothing of it can be compressed; else a good part.</param>
    public static byte[] Of(int packetLength, bool isVaried = true)
    {
        const int piece = 64, fewPieces = 97;
        var random = new Random(packetLength);
        byte[] pieces = new byte[piece * fewPieces];
        random.NextBytes(pieces);
        List<byte> octets = [.. Blocks.LittleEndian.Section(), .. Blocks.LittleEndian.Interface()];
        for (uint time = 1; octets.Count < AtLeast; time++)
        {
            byte[] packet = new byte[random.Next(packetLength / 2, packetLength + 1)];
            random.NextBytes(packet);
            for (int at = 0; !isVaried && at + piece <= packet.Length; at += piece + random.Next(8))
            {
                pieces.AsSpan(piece * random.Next(fewPieces), piece).CopyTo(packet.AsSpan(at));
            }

            octets.AddRange(Blocks.LittleEndian.Enhanced(0, time, packet));
        }

        return [.. octets];
    }
}
