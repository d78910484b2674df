using WsBridge.Capture;

namespace WsBridge.Pipeline.Merging;

/// <summary>
/// Compares the clocks of sensors before their frames are put in order: reads as far as it takes until all are related for sure, or to the
/// end. A file is open only while its turn is.
/// </summary>
internal static class ClockSurvey
{
    private const int FramesKept = 65_536;

    /// <summary>Compares them.</summary>
    /// <param name="begins">When each begins, by its own clock.</param>
    /// <param name="open">Begins to read one.</param>
    public static ClockOffsets Of(IReadOnlyList<long> begins, Func<int, SensorReader> open)
    {
        var clocks = new ClockOffsets(begins.Count, FramesKept);
        long frames = Read(clocks, begins, open, 1);
        if (clocks.AreAllKnown || frames <= FramesKept)
        {
            return clocks;
        }

        // Clocks so far apart that what one had heard was forgotten when the other one came to it: of all frames, a part that all choose
        // alike.
        var sampled = new ClockOffsets(begins.Count, FramesKept);
        Read(sampled, begins, open, (ulong)(frames / FramesKept) + 1);
        return sampled;
    }

    /// <summary>When a sensor begins: the time of its first packet or of the second, as one alone may be wrong.</summary>
    /// <returns>By its own clock; the earliest of all times where it has no packet.</returns>
    public static long BeginOf(SensorReader sensor)
    {
        using (sensor)
        {
            if (!sensor.TryRead(out _))
            {
                return long.MinValue;
            }

            long first = sensor.TimeNanoseconds;
            return sensor.TryRead(out _) ? Math.Min(first, sensor.TimeNanoseconds) : first;
        }
    }

    /// <returns>How many frames were looked at that name themselves.</returns>
    private static long Read(ClockOffsets clocks, IReadOnlyList<long> begins, Func<int, SensorReader> open, ulong oneOf)
    {
        long frames = 0;
        var readers = new SensorReader?[begins.Count];
        try
        {
            var next = new PriorityQueue<int, long>();
            for (int sensor = 0; sensor < begins.Count; sensor++)
            {
                next.Enqueue(sensor, begins[sensor]);
            }

            while (!clocks.AreAllSure && next.TryDequeue(out int sensor, out _))
            {
                SensorReader reader = readers[sensor] ??= open(sensor);
                if (!reader.TryRead(out CaptureRecord record))
                {
                    continue;
                }

                next.Enqueue(sensor, reader.TimeNanoseconds);
                CaptureRecord frame = reader.FrameOf(record);
                if (record.HasTime && BeaconName.TryRead(frame.LinkType, frame.Octets, out BeaconName name))
                {
                    frames++;
                    if (name.IsOneOf(oneOf))
                    {
                        clocks.Add(sensor, record.TimeNanoseconds, name);
                    }
                }
            }
        }
        finally
        {
            foreach (SensorReader? reader in readers)
            {
                reader?.Dispose();
            }
        }

        return frames;
    }
}
