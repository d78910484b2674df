using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// The few encrypted data frames of a STA that are looked at also where data frames as such are not: after association and EAPOL the first,
/// second, fourth and so on of each direction. The first one in a direction is always among them, so that until the latest of them was
/// sent none went the other way when none is known.
/// </summary>
internal sealed class DataSample
{
    /// <summary>The fourth that is chosen is the eighth that was sent, mostly.</summary>
    private const int OneWayFrames = 4;

    private const long OneWayMicroseconds = 1_000_000;

    private MacAddress _ap;
    private bool _heardFromAp;
    private bool _isAnswered;
    private int _ups;
    private long _firstUp;
    private long _lastUp;

    /// <summary>
    /// The STA sends and nothing comes back, although the capture has had frames to it before. How many it has sent at least, and for how
    /// many milliseconds; null when this is not shown.
    /// </summary>
    public (int Frames, double Milliseconds)? OneWay =>
        _heardFromAp && !_isAnswered && _ups >= OneWayFrames && _lastUp - _firstUp >= OneWayMicroseconds
            ? (_ups, (_lastUp - _firstUp) / 1000.0)
            : null;

    /// <summary>It is associated with this AP from now on.</summary>
    public void BeginAt(MacAddress ap) => (_ap, _isAnswered, _ups) = (ap, false, 0);

    /// <summary>One of these frames.</summary>
    public void Add(MacAddress ap, long time, bool fromAp)
    {
        _heardFromAp |= fromAp;
        if (ap != _ap)
        {
            return;
        }

        _isAnswered |= fromAp;
        if (!fromAp)
        {
            _firstUp = _ups == 0 ? time : _firstUp;
            _lastUp = time;
            _ups++;
        }
    }
}
