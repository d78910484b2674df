using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A message 1 of an AP MLD to a client that nothing has told to be an MLD.</summary>
/// <param name="Ap">The AP MLD.</param>
/// <param name="Link">The address of the client on the link of message 1.</param>
/// <param name="ReplayCounter">Key Replay Counter.</param>
/// <param name="TimeMicroseconds">When, in microseconds since the Unix epoch.</param>
internal readonly record struct AskedMld(Mld Ap, MacAddress Link, ulong ReplayCounter, long TimeMicroseconds);

/// <summary>
/// The latest messages 1 of AP MLDs to unknown clients. A capture that begins with message 1, and has message 2 on another link, shows only
/// by the replay counter that the two are one handshake.
/// </summary>
internal sealed class AskedMlds
{
    private const int Max = 8;

    /// <summary>A client answers at once; an AP asks again after a second at the latest, with another counter.</summary>
    private const long AnswerMicroseconds = 1_000_000;

    private readonly Queue<AskedMld> _latest = new(Max);

    /// <summary>A message 1.</summary>
    public void Add(AskedMld asked)
    {
        if (_latest.Count == Max)
        {
            _latest.Dequeue();
        }

        _latest.Enqueue(asked);
    }

    /// <summary>
    /// The only message 1 that a message 2 can answer which has come over another link; null where there is none or several.
    /// </summary>
    /// <param name="replayCounter">Its Key Replay Counter.</param>
    /// <param name="message2">Its frame.</param>
    /// <param name="ap">The AP MLD of the link over which it has come; null where that is not known.</param>
    public AskedMld? AnsweredBy(ulong replayCounter, StoredFrame message2, Mld? ap)
    {
        AskedMld? found = null;
        foreach (AskedMld asked in _latest)
        {
            if (asked.ReplayCounter == replayCounter && (ap is null || ap == asked.Ap)
                && message2.Ref.TimeMicroseconds - asked.TimeMicroseconds is >= 0 and <= AnswerMicroseconds)
            {
                if (found is { } other && other.Link != asked.Link)
                {
                    return null;
                }

                found = asked;
            }
        }

        return found;
    }
}
