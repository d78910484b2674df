using WsBridge.Analysis.Keys;
using WsBridge.Capture;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>A capture made of another one's frames.</summary>
internal static class Parts
{
    /// <summary>Analyses the frames that are kept, each some times over, as several sensors record it.</summary>
    public static Analyzed Of(byte[] capture, Func<long, long, bool> keep, Func<long, long>? time = null, int copies = 1,
        KeyTable? keys = null)
    {
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(capture), "test");
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file))
        {
            int wireless = -1;
            long first = 0;
            while (reader.TryRead(out CaptureRecord record))
            {
                if (wireless < 0)
                {
                    wireless = writer.AddInterface(record.LinkType);
                    first = record.TimeNanoseconds;
                }

                long since = record.TimeNanoseconds - first;
                for (int i = 0; i < copies && keep(record.Number, since); i++)
                {
                    writer.WritePacket(wireless, first + (time is null ? since : time(since)) + i * 20_000L, record.Octets);
                }
            }

            writer.Flush();
        }

        return Analyzed.Octets(file.ToArray(), keys);
    }
}
