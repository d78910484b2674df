using System.Globalization;
using WsBridge.Extcap.Channels;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Local;

/// <summary>
/// Decides which channel the adapter is to be on: one, several one after the other, or the one where a client was last heard. From any
/// thread.
/// </summary>
public sealed class ChannelControl : IChannelControl, IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly IReadOnlyList<int> _hops;
    private readonly TimeSpan _dwell;
    private readonly TimeSpan? _patience;
    private readonly TimeProvider _time;
    private int _next;
    private int? _fixed;
    private int? _current;
    private int? _heardOn;
    private long _heardAt;
    private bool _isHopping;

    /// <param name="choices">Centre frequencies in MHz that can be chosen.</param>
    /// <param name="hops">Those that are gone over when it hops.</param>
    /// <param name="start">The one to stay on; null for that on which it is.</param>
    /// <param name="isHopping">It hops, or follows the client.</param>
    /// <param name="dwell">How long it stays on each.</param>
    /// <param name="patience">How long it stays where the client was last heard; null when no client is followed.</param>
    /// <param name="time">The clock.</param>
    public ChannelControl(IReadOnlyList<int> choices, IReadOnlyList<int> hops, int? start, bool isHopping, TimeSpan dwell,
        TimeSpan? patience, TimeProvider time)
    {
        (_hops, _fixed, _dwell, _patience, _time) = (hops, start, dwell, patience, time);
        _isHopping = isHopping && hops.Count > 0;
        Choices = [.. choices.Select(frequency => new OptionValue(ChannelName.TextOf(frequency), ChannelName.Describe(frequency)))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptionValue> Choices { get; }

    /// <inheritdoc/>
    public string? Current
    {
        get
        {
            lock (_lock)
            {
                return _isHopping || _current is not { } frequency ? null : ChannelName.TextOf(frequency);
            }
        }
    }

    /// <inheritdoc/>
    public bool? IsHopping
    {
        get
        {
            lock (_lock)
            {
                return _hops.Count > 1 ? _isHopping : null;
            }
        }
    }

    /// <inheritdoc/>
    public void Choose(string value)
    {
        lock (_lock)
        {
            _fixed = ChannelName.FrequencyOf(int.Parse(value, CultureInfo.InvariantCulture));
            _isHopping = false;
        }

        _changed.Set();
    }

    /// <inheritdoc/>
    public void SetHopping(bool hopping)
    {
        lock (_lock)
        {
            if (_isHopping == hopping)
            {
                return;
            }

            _isHopping = hopping;
            _fixed = hopping ? null : _current;
        }

        _changed.Set();
    }

    /// <summary>The client was heard.</summary>
    /// <param name="frequency">Where, in MHz, as the frame says; null when it does not.</param>
    /// <returns>The channel, when it is another than where the client was before; else null.</returns>
    public int? Heard(int? frequency)
    {
        bool isElsewhere;
        int? before, now;
        lock (_lock)
        {
            before = _heardOn;
            now = frequency is { } told && _hops.Contains(told) ? told : _current;
            (_heardOn, _heardAt) = (now, _time.GetTimestamp());
            isElsewhere = _isHopping && now != _current; // left just before the frame came through
        }

        if (isElsewhere)
        {
            _changed.Set();
        }

        return now != before ? now : null;
    }

    /// <summary>The channel to be on now, null for the one that it has; and for how long, unless something changes.</summary>
    public (int? Frequency, TimeSpan Time) Next()
    {
        lock (_lock)
        {
            if (!_isHopping)
            {
                return (_fixed, Timeout.InfiniteTimeSpan);
            }

            if (_heardOn is { } where && _patience is { } patience)
            {
                TimeSpan left = patience - _time.GetElapsedTime(_heardAt);
                if (left > TimeSpan.Zero)
                {
                    return (where, left);
                }

                _heardOn = null;
                _next += _hops[_next % _hops.Count] == where ? 1 : 0; // there it was waited for until now
            }

            return (_hops[_next++ % _hops.Count], _dwell);
        }
    }

    /// <summary>The adapter is on this channel now.</summary>
    public void IsOn(int frequency)
    {
        lock (_lock)
        {
            _current = frequency;
        }
    }

    /// <summary>The adapter could not be put on a channel, and is where it was.</summary>
    public void Failed()
    {
        lock (_lock)
        {
            _fixed = _isHopping ? null : _current;
            _heardOn = null;
        }
    }

    /// <summary>Waits until the time is over or something changes.</summary>
    public void Wait(TimeSpan time, CancellationToken stop) => WaitHandle.WaitAny([_changed, stop.WaitHandle], time);

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();
}
