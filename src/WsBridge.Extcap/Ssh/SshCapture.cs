using System.Collections.Concurrent;
using System.Globalization;
using WsBridge.Capture;
using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Control;
using WsBridge.Extcap.Merging;
using WsBridge.Pipeline.Merging;

namespace WsBridge.Extcap.Ssh;

/// <summary>
/// Captures from all sensors at once, one interface a sensor, in the order of their corrected times. A sensor that drops out is connected
/// anew while the others go on. What there is to say of sensors stands as a comment on the next frame.
/// </summary>
internal sealed class SshCapture(IReadOnlyList<SensorPlan> plans, TimeSpan window, bool sudo, string? config) : ICapture
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// At the start everything waits for all sensors to be connected, but no longer than this: the clock of the first one counts.
    /// </summary>
    private static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BeforeAnewAttempt = TimeSpan.FromSeconds(1);

    /// <summary>What waits for a frame to stand on.</summary>
    private const int MostNews = 100;

    private readonly ConcurrentQueue<HeardFrame> _heard = [];
    private readonly long[] _connectedSince = new long[plans.Count]; // time stamps of our clock; 0 is not yet
    private readonly ConcurrentQueue<string> _news = [];
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly SshSensor?[] _sensors = new SshSensor?[plans.Count];

    /// <inheritdoc/>
    public void Run(CaptureSession session)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(session.Stop);
        using var output = new LiveOutput(session, window);
        foreach (SensorPlan plan in plans)
        {
            output.AddInterface(plan.Name, $"Sensor {plan.Host}, adapter {plan.Adapter}");
        }

        var channels = new SensorChannels(plans, (number, command) => Volatile.Read(ref _sensors[number])?.Tell(command));
        session.Toolbar.Offer(channels);
        Task[] sensors = [.. plans.Select((plan, number) => KeepCapturingAsync(plan, number, channels, session.Toolbar, ending.Token))];
        try
        {
            Merge(output, sensors, session);
        }
        finally
        {
            ending.Cancel();
            Task.WaitAll(sensors, CancellationToken.None);
        }

        if (_problems.TryPeek(out string? problem))
        {
            throw new SourceProblemException(problem);
        }
    }

    private void Merge(LiveOutput output, Task[] sensors, CaptureSession session)
    {
        var clocks = new ClockOffsets(plans.Count);
        var merging = new MergeWindow(clocks, window, TimeProvider.System);
        var said = new bool[plans.Count];
        long start = TimeProvider.System.GetTimestamp();
        bool isEnd;
        bool isSettled = false;
        do
        {
            isEnd = session.Stop.WaitHandle.WaitOne(Tick) || Array.TrueForAll(sensors, sensor => sensor.IsCompleted);
            while (_heard.TryDequeue(out HeardFrame? heard))
            {
                merging.Add(heard);
            }

            isSettled |= isEnd || TimeProvider.System.GetElapsedTime(start) > PatienceAtStart
                || sensors.Index().All(sensor => sensor.Item.IsCompleted || IsSettled(sensor.Index));
            foreach ((HeardFrame frame, long time) in isSettled ? merging.Release(all: isEnd) : [])
            {
                if (!said[frame.Sensor] && frame.Sensor > 0 && clocks[frame.Sensor] is { } offset)
                {
                    said[frame.Sensor] = true;
                    Tell(session.Toolbar,
                        string.Create(CultureInfo.InvariantCulture, $"the clock of sensor {plans[frame.Sensor].Name} is "
                        + $"{Math.Abs(offset) / 1e9:0.000000} s {(offset >= 0 ? "ahead of" : "behind")} that of {plans[0].Name}, by frames "
                        + $"that both heard; its times are corrected from here on."));
                }

                output.WriteHeld(DateTimeOffset.UtcNow - TimeProvider.System.GetElapsedTime(frame.Arrival), frame.Sensor, Math.Max(0,
                    time), frame.Octets, frame.OriginalLength, Comments());
            }

            output.Flush();
        }
        while (!isEnd);
    }

    private bool IsSettled(int sensor) =>
        Volatile.Read(ref _connectedSince[sensor]) is > 0 and var since && TimeProvider.System.GetElapsedTime(since) > window;

    private void Tell(Toolbar toolbar, string news)
    {
        if (_news.Count < MostNews)
        {
            _news.Enqueue(news);
        }

        toolbar.Log(news);
    }

    private string[] Comments()
    {
        List<string> comments = [];
        while (_news.TryDequeue(out string? news))
        {
            comments.Add($"WsBridge: {news}");
        }

        return [.. comments];
    }

    private async Task KeepCapturingAsync(SensorPlan plan, int number, SensorChannels channels, Toolbar toolbar, CancellationToken stop)
    {
        bool wasThere = false;
        DateTime? lost = null;
        while (!stop.IsCancellationRequested)
        {
            bool isThere = false;
            var sensor = new SshSensor(plan, sudo, config, toolbar.Log);
            Volatile.Write(ref _sensors[number], sensor);
            string why = await sensor.RunAsync(Connected, Take, stop);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (!wasThere)
            {
                _problems.Enqueue(why);
                Tell(toolbar, why);
                return;
            }

            if (isThere)
            {
                lost = DateTime.UtcNow;
                Tell(toolbar, $"{why} It is connected anew; the others go on.");
            }

            await Task.Delay(BeforeAnewAttempt, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            void Connected()
            {
                if (lost is { } since)
                {
                    Tell(toolbar,
                        string.Create(CultureInfo.InvariantCulture,
                        $"sensor {plan.Name} is back after {(DateTime.UtcNow - since).TotalSeconds:0.0} s."));
                }

                toolbar.Log($"Sensor {plan.Name} captures.");
                if (channels.After(number) is { } command)
                {
                    sensor.Tell(command);
                }

                wasThere = isThere = true;
                Volatile.Write(ref _connectedSince[number], TimeProvider.System.GetTimestamp());
            }
        }

        void Take(in CaptureRecord record) =>
            _heard.Enqueue(new HeardFrame(number, record.TimeNanoseconds, TimeProvider.System.GetTimestamp(), record.Octets.ToArray(),
                record.OriginalLength));
    }
}
