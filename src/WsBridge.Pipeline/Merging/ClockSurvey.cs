using WsBridge.Capture;

namespace WsBridge.Pipeline.Merging;

/// <summary>
/// Compares the clocks of sensors before their frames are put in order: reads as far as it takes until all are related, or to the end.
/// </summary>
internal static class ClockSurvey
{
    private const int FramesKept = 65_536;

    /// <summary>Compares them.</summary>
    /// <param name="sensors">How many there are.</param>
    /// <param name="open">Begins to read one.</param>
    public static ClockOffsets Of(int sensors, Func<int, SensorReader> open)
    {
        var clocks = new ClockOffsets(sensors, FramesKept);
        long frames = Read(clocks, sensors, open, 1);
        if (clocks.AreAllKnown || frames <= FramesKept)
        {
            return clocks;
        }

        // Clocks so far apart that what one had heard was forgotten when the other one came to it: of all frames, a part that all choose
        // alike.
        var sampled = new ClockOffsets(sensors, FramesKept);
        Read(sampled, sensors, open, (ulong)(frames / FramesKept) + 1);
        return sampled;
    }

    /// <returns>How many frames were looked at that name themselves.</returns>
    private static long Read(ClockOffsets clocks, int sensors, Func<int, SensorReader> open, ulong oneOf)
    {
        long frames = 0;
        var readers = new List<SensorReader>();
        try
        {
            var next = new PriorityQueue<int, long>();
            for (int sensor = 0; sensor < sensors; sensor++)
            {
                readers.Add(open(sensor));
                Advance(sensor);
            }

            while (!clocks.AreAllKnown && next.TryDequeue(out int sensor, out _))
            {
                Advance(sensor);
            }

            void Advance(int sensor)
            {
                SensorReader reader = readers[sensor];
                if (!reader.TryRead(out CaptureRecord record))
                {
                    return;
                }

                next.Enqueue(sensor, reader.TimeNanoseconds);
                CaptureRecord frame = reader.FrameOf(record);
                if (record.HasTime && ClockOffsets.TryName(frame.LinkType, frame.Octets, out (ulong Bssid, ulong Tsf) name))
                {
                    frames++;
                    if ((name.Bssid + (name.Tsf / 1024)) % oneOf == 0)
                    {
                        clocks.Add(sensor, record.TimeNanoseconds, frame.LinkType, frame.Octets);
                    }
                }
            }
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }

        return frames;
    }
}
