using System.Collections.Concurrent;
using System.Globalization;
using WsBridge.Capture;
using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap.Control;

/// <summary>
/// What a capture shows in Wireshark's toolbar and hears from it, apart from the pipes. Where there is no toolbar, as in tshark, it counts
/// and nothing is asked for.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class Toolbar(TimeProvider time)
{
    private const int MostLogLines = 1_000;

    private readonly TimeProvider _time = time;
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<string> _log = [];
    private readonly ConcurrentQueue<DateTimeOffset> _marks = [];
    private readonly Dictionary<byte, string> _shown = [];
    private IChannelControl? _channels;
    private IChannelControl? _offered;
    private bool _isReady;
    private bool _hasBegun;
    private long _frames;
    private long? _counted;

    /// <summary>Frames so far.</summary>
    public FrameCounters Counters { get; } = new();

    /// <summary>Lets the user choose channels.</summary>
    public void Offer(IChannelControl channels)
    {
        lock (_lock)
        {
            _channels = channels;
        }
    }

    /// <summary>Puts a sentence into the log.</summary>
    public void Log(string sentence)
    {
        if (_log.Count < MostLogLines)
        {
            _log.Enqueue($"{_time.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {PrintableText.Name(sentence)}\n");
        }
    }

    /// <summary>Takes the oldest mark that the user set and that stands on no frame yet.</summary>
    public bool TryTakeMark(out DateTimeOffset time) => _marks.TryDequeue(out time);

    /// <summary>The oldest mark that stands on no frame yet; null when there is none.</summary>
    public DateTimeOffset? OldestMark => _marks.TryPeek(out DateTimeOffset time) ? time : null;

    /// <summary>
    /// Takes a message of the toolbar. What it sends of channels before it says that it is ready is what was chosen in an earlier capture;
    /// the options of this one count instead.
    /// </summary>
    public void Take(in ControlMessage message)
    {
        switch (message.Command)
        {
            case ControlCommand.Initialized:
                lock (_lock)
                {
                    _isReady = true;
                }

                break;
            case ControlCommand.Set when message.Control == ToolbarControl.Mark.Number:
                _marks.Enqueue(_time.GetUtcNow());
                break;
            case ControlCommand.Set when Changed(message) is { } channels:
                Change(channels, message);
                break;
        }
    }

    /// <summary>What is to be sent now; called about once a second.</summary>
    public IReadOnlyList<ControlMessage> Next()
    {
        lock (_lock)
        {
            if (!_isReady)
            {
                return []; // the toolbar would lose it
            }

            List<ControlMessage> messages = [];
            if (!_hasBegun)
            {
                _hasBegun = true;
                messages.AddRange(((ToolbarControl[])[ToolbarControl.Channel, ToolbarControl.Hop]).Select(Disable));
                messages.Add(new ControlMessage(ToolbarControl.Log.Number, ControlCommand.Set, "")); // that of an earlier capture
            }

            AddChannels(messages);
            AddCounts(messages);
            while (_log.TryDequeue(out string? line))
            {
                messages.Add(new ControlMessage(ToolbarControl.Log.Number, ControlCommand.Add, line));
            }

            return messages;
        }
    }

    private static ControlMessage Disable(ToolbarControl control) => new(control.Number, ControlCommand.Disable, "");

    private static ControlMessage Enable(ToolbarControl control) => new(control.Number, ControlCommand.Enable, "");

    // The toolbar shows what the user chose, until the source is asked what became of it.
    private IChannelControl? Changed(in ControlMessage message)
    {
        lock (_lock)
        {
            _shown.Remove(message.Control);
            return _isReady ? _channels : null;
        }
    }

    private void Change(IChannelControl channels, in ControlMessage message)
    {
        try
        {
            if (message.Control == ToolbarControl.Hop.Number && channels.IsHopping is not null)
            {
                channels.SetHopping(message.Payload.Span.ContainsAnyExcept((byte)0));
            }
            else if (message.Control == ToolbarControl.Channel.Number && message.Text is var text
                && channels.Choices.Any(choice => choice.Value == text))
            {
                channels.Choose(text);
            }
        }
        catch (SourceProblemException problem)
        {
            Log(problem.Message);
        }
    }

    private void AddChannels(List<ControlMessage> messages)
    {
        if (_channels is not { } channels)
        {
            return;
        }

        if (_offered != channels)
        {
            _offered = channels;
            messages.Add(new ControlMessage(ToolbarControl.Channel.Number, ControlCommand.Remove, ""));
            foreach (OptionValue choice in channels.Choices)
            {
                messages.Add(new ControlMessage(ToolbarControl.Channel.Number, ControlCommand.Add, $"{choice.Value}\0{choice.Display}"));
            }

            messages.Add(Enable(ToolbarControl.Channel));
            messages.AddRange(channels.IsHopping is null ? [] : [Enable(ToolbarControl.Hop)]);
        }

        if (channels.IsHopping is { } hopping)
        {
            Show(messages, ToolbarControl.Hop, hopping ? "\u0001" : "\0");
        }

        if (channels.Current is { } current)
        {
            Show(messages, ToolbarControl.Channel, current);
        }
    }

    private void AddCounts(List<ControlMessage> messages)
    {
        (long? dropped, IReadOnlyList<(string From, long Frames)> counts) = Counters.Read();
        long frames = counts.Sum(one => one.Frames);
        long now = _time.GetTimestamp();
        double seconds = _counted is { } counted ? _time.GetElapsedTime(counted, now).TotalSeconds : 0;
        double rate = seconds > 0 ? (frames - _frames) / seconds : 0;
        (_counted, _frames) = (now, frames);
        Show(messages, ToolbarControl.Frames,
            string.Create(CultureInfo.InvariantCulture,
            $"{frames:#,0}, {rate:#,0}/s{(dropped is { } lost ? $", {lost:#,0} dropped" : "")}"));
        Show(messages, ToolbarControl.Senders,
            string.Join(", ", counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.From}: {one.Frames:#,0}"))));
    }

    // What is shown already is not sent again: a list that is open would close.
    private void Show(List<ControlMessage> messages, ToolbarControl control, string value)
    {
        if (!_shown.TryGetValue(control.Number, out string? shown) || shown != value)
        {
            _shown[control.Number] = value;
            messages.Add(new ControlMessage(control.Number, ControlCommand.Set, value));
        }
    }
}
