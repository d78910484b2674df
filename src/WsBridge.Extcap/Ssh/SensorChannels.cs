using System.Globalization;
using WsBridge.Extcap.Channels;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Ssh;

/// <summary>The channels of all sensors, as the toolbar shows and changes them: each of one sensor is a choice.</summary>
internal sealed class SensorChannels : IChannelControl
{
    // What the 2.4 and 5 GHz bands have, and what clients scan of 6 GHz; a sensor says which of them it cannot use.
    private static readonly int[] Usual =
    [
        .. Enumerable.Range(1, 13), 36, 40, 44, 48, 52, 56, 60, 64, 100, 104, 108, 112, 116, 120, 124, 128, 132, 136, 140, 144, 149, 153,
        157, 161, 165,
        .. PreferredScanningChannels.Frequencies,
    ];

    private readonly Lock _lock = new();
    private readonly IReadOnlyList<SensorPlan> _plans;
    private readonly Action<int, string> _tell;
    private readonly string?[] _commands;
    private readonly Dictionary<string, (int Sensor, int Channel)> _choices = [];
    private string? _current;

    /// <param name="plans">The sensors.</param>
    /// <param name="tell">Tells a sensor what <see cref="SensorScript"/> understands.</param>
    public SensorChannels(IReadOnlyList<SensorPlan> plans, Action<int, string> tell)
    {
        (_plans, _tell) = (plans, tell);
        _commands = new string?[plans.Count];
        List<OptionValue> choices = [];
        foreach ((int sensor, SensorPlan plan) in plans.Index())
        {
            foreach (int channel in plan.Channels.Concat(Usual).Distinct().Order())
            {
                string number = channel.ToString(CultureInfo.InvariantCulture);
                string value = plans.Count == 1 ? number : $"{sensor} {number}";
                _choices.Add(value, (sensor, channel));
                choices.Add(new OptionValue(value, plans.Count == 1 ? number : $"{plan.Name}: {number}"));
            }
        }

        Choices = choices;
        IsHopping = plans.Any(plan => plan.Channels.Count > 1) ? true : null;
        _current = plans is [{ Channels: [var only] }] ? only.ToString(CultureInfo.InvariantCulture) : null;
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
                return _current;
            }
        }
    }

    /// <inheritdoc/>
    public bool? IsHopping { get; private set; }

    /// <inheritdoc/>
    public void Choose(string value)
    {
        lock (_lock)
        {
            (int sensor, int channel) = _choices[value];
            _current = value;
            Tell(sensor, string.Create(CultureInfo.InvariantCulture, $"channel {channel}"));
            IsHopping = IsHopping is null
                ? null
                : _plans.Index().Any(plan => plan.Item.Channels.Count > 1 && _commands[plan.Index] is null or "hop");
        }
    }

    /// <inheritdoc/>
    public void SetHopping(bool hopping)
    {
        lock (_lock)
        {
            foreach ((int sensor, _) in _plans.Index().Where(plan => plan.Item.Channels.Count > 1))
            {
                Tell(sensor, hopping ? "hop" : "stay");
            }

            _current = hopping ? null : _current;
            IsHopping = hopping;
        }
    }

    /// <summary>What a sensor that is connected anew is to be told.</summary>
    public string? After(int sensor)
    {
        lock (_lock)
        {
            return _commands[sensor];
        }
    }

    private void Tell(int sensor, string command)
    {
        _commands[sensor] = command;
        _tell(sensor, command);
    }
}
