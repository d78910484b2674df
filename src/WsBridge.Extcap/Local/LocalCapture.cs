using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Channels;

namespace WsBridge.Extcap.Local;

/// <summary>Captures with an adapter of this machine, and puts it back as it was.</summary>
/// <param name="name">The adapter.</param>
/// <param name="folder">The interfaces that there are.</param>
/// <param name="iw">Asks and tells it.</param>
/// <param name="plan">Its channels.</param>
internal sealed class LocalCapture(string name, AdapterFolder folder, Iw iw, LocalPlan plan) : ICapture
{
    /// <inheritdoc/>
    public void Run(CaptureSession session)
    {
        using var adapter = new AdapterControl(name, folder, iw);
        adapter.Prepare(session.Stop);
        using ChannelControl? channels = Channels(adapter, session.Stop);
        using ChannelTuner? tuner = channels is null ? null : new ChannelTuner(name, adapter, channels, session.Toolbar);
        tuner?.Begin(session.Stop);
        if (channels is not null)
        {
            session.Toolbar.Offer(channels);
        }

        Capture(session, adapter, channels);
    }

    private void Capture(CaptureSession session, AdapterControl adapter, ChannelControl? channels)
    {
        LiveOutput? output = null;
        int frames = 0;
        try
        {
            OpenFeed(adapter, session.Toolbar.Counters.AddDropped).Run(Begin, Take, session.Stop);
        }
        finally
        {
            output?.Dispose();
        }

        void Begin(int linkType)
        {
            if (!LinkTypes.Is80211(linkType))
            {
                throw new SourceProblemException(LocalProblem.NotWifi(name, linkType, folder.List()));
            }

            output = new LiveOutput(session);
            output.AddInterface(name, $"Adapter {name} of this machine", linkType);
            output.Flush();
            frames = linkType;
        }

        void Take(long time, ReadOnlySpan<byte> octets, int originalLength)
        {
            string[] comments = [];
            if (plan.Client is { } client && ClientWatch.IsThere(client, frames, octets, out int? frequency)
                && channels!.Heard(frequency) is { } channel)
            {
                string news = $"{client} is heard on channel {ChannelName.Describe(channel)}.";
                session.Toolbar.Log(news);
                comments = [$"WsBridge: {news}"];
            }

            output!.Write(0, time, octets, originalLength, comments);
            output.Flush();
        }
    }

    // What this process may not open, dumpcap may; it also says best what is wrong.
    private IFrameFeed OpenFeed(AdapterControl adapter, Action<long> dropped) =>
        LibpcapDevice.Open(name) is { } device ? new LibpcapFeed(name, device, dropped) : new DumpcapFeed(name, adapter.Watch);

    /// <summary>Null where there is no radio, and none is needed.</summary>
    private ChannelControl? Channels(AdapterControl adapter, CancellationToken stop)
    {
        if (Radio(adapter, stop) is not ({ } radio, var frequency))
        {
            return null;
        }

        int[] named = [.. plan.Channels.Channels.Select(channel => FrequencyOf(channel, radio))];
        bool isHopping = named.Length > 1 || plan.Client is not null;
        var channels = new ChannelControl(
            choices: radio.Allowed.Count > 0 ? radio.Allowed : named,
            hops: named.Length > 1 ? named : [.. named.Union(radio.Allowed)],
            start: isHopping || named.Length == 0 ? null : named[0],
            isHopping,
            TimeSpan.FromMilliseconds(plan.Channels.DwellMilliseconds),
            plan.Client is null ? null : plan.Patience,
            TimeProvider.System);
        if (frequency is { } current)
        {
            channels.IsOn(current);
        }

        return channels;
    }

    private (RadioInfo? Radio, int? Frequency) Radio(AdapterControl adapter, CancellationToken stop)
    {
        try
        {
            return adapter.Radio(stop, out string why) is ({ }, _) found
                ? found
                : plan.NeedsRadio ? throw new SourceProblemException(LocalProblem.NoRadio(name, why))
                : default;
        }
        catch (SourceProblemException) when (!plan.NeedsRadio)
        {
            return default; // without iw it is captured as it is
        }
    }

    private int FrequencyOf(int channel, RadioInfo radio)
    {
        int frequency = ChannelName.FrequencyOf(channel)
            ?? throw new SourceProblemException($"There is no channel {channel} in the 2.4 and 5 GHz bands; name others by their frequency "
                + $"in MHz, such as 5955.");
        return radio.Allowed.Contains(frequency) || radio.Allowed.Count == 0
            ? frequency
            : throw new SourceProblemException(LocalProblem.NoChannel(name, frequency, radio));
    }
}
