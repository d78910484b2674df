using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>Counts the moves of a STA in a row between the same two APs.</summary>
internal sealed class BackAndForth
{
    /// <summary>There and back within this time; later it is another story.</summary>
    private const long MaxMicroseconds = 30_000_000;

    private MacAddress _from;
    private MacAddress _to;
    private long _lastTime;

    /// <summary>Moves so far.</summary>
    public int Moves { get; private set; }

    /// <summary>The first frame of the first of them.</summary>
    public FrameRef First { get; private set; }

    /// <summary>The STA has left the network and come back: what it does next is another story.</summary>
    public void BeginAgain() => Moves = 0;

    /// <summary>The STA has moved once more.</summary>
    public void Count(MacAddress from, MacAddress to, FrameRef start, long end)
    {
        bool isBack = Moves > 0 && from == _to && to == _from && end - _lastTime is >= 0 and <= MaxMicroseconds;
        Moves = isBack ? Moves + 1 : 1;
        First = isBack ? First : start;
        (_from, _to, _lastTime) = (from, to, end);
    }
}
