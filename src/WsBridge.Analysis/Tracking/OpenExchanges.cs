using System.Diagnostics.CodeAnalysis;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// The exchanges that are yet to be judged, by BSS and by STA: a handshake runs in them, or something seems to have ended them.
/// </summary>
internal sealed class OpenExchanges
{
    /// <summary>A handshake in which nothing happens for so long has ended. The longest known retry is 4 s.</summary>
    private const long SilenceMicroseconds = 5_000_000;

    /// <summary>After a Deauthentication or Disassociation whoever goes on does so sooner: the next retry is due.</summary>
    private const long SilenceAfterEndingMicroseconds = 2_000_000;

    /// <summary>Where each STA has an exchange that is open, the latest one.</summary>
    private readonly Dictionary<MacAddress, Association> _openOfSta = [];

    /// <summary>A handshake runs, or something seems to have ended: it has to be judged one day.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="frame">The frame that shows it.</param>
    public void Open(Association association, StoredFrame frame)
    {
        if (!association.IsOpen)
        {
            association.IsOpen = true;
            association.Bss.Open.Add(association);
        }

        _openOfSta[association.Sta] = association;
        association.Bss.NextOpenDue = Math.Min(association.Bss.NextOpenDue, frame.Ref.TimeMicroseconds + SilenceAfterEndingMicroseconds);
    }

    /// <summary>There is nothing to judge any more.</summary>
    public void Close(Association association)
    {
        if (association.IsOpen)
        {
            association.IsOpen = false;
            association.Bss.Open.Remove(association);
            if (_openOfSta.TryGetValue(association.Sta, out Association? open) && open == association)
            {
                _openOfSta.Remove(association.Sta);
            }
        }
    }

    /// <summary>The STA of this association has an exchange open at another BSS.</summary>
    public bool TryGetElsewhere(Association here, [NotNullWhen(true)] out Association? there)
    {
        there = null;
        return _openOfSta.Count > 0 && _openOfSta.TryGetValue(here.Sta, out there) && there != here;
    }

    /// <summary>
    /// When silence has lasted for long enough to judge, in microseconds since the Unix epoch; null when there is nothing to judge.
    /// </summary>
    public static long? DueOf(Association association) => association switch
    {
        { Ending: { } ending } => ending.Frame.Ref.TimeMicroseconds + SilenceAfterEndingMicroseconds,
        { Handshake: { IsComplete: false } handshake } => handshake.Last.Frame.Ref.TimeMicroseconds + SilenceMicroseconds,
        _ => null,
    };

    /// <summary>The frame on which it stands; null when there is nothing to judge.</summary>
    public static StoredFrame? LastFrameOf(Association association) => association.Ending?.Frame ?? association.Handshake?.Last.Frame;
}
