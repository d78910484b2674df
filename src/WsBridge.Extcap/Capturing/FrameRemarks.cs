using System.Globalization;
using WsBridge.Extcap.Annotating;
using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Capturing;

/// <summary>
/// What goes with the frames of a capture to Wireshark, whatever the source: each is counted, and gets as packet comments what the source
/// has to say, the marks that the user set since the one before, and what becomes clear on it. For one thread at a time.
/// </summary>
/// <param name="toolbar">Where marks come from and counts go.</param>
/// <param name="annotator">Analyses the frames; null when nobody asks for it.</param>
/// <param name="warning">What is to be said on the first frame; null for nothing.</param>
internal sealed class FrameRemarks(Toolbar toolbar, FrameAnnotator? annotator, string? warning = null)
{
    private int _marks;

    /// <summary>Frames so far: the number that Wireshark gives the latest one.</summary>
    public long Number { get; private set; }

    /// <summary>The comments of the next frame.</summary>
    /// <param name="from">What it comes from, such as a sensor or a sender.</param>
    /// <param name="packet">The frame.</param>
    /// <param name="own">What the source has to say on it.</param>
    public ReadOnlySpan<string> Next(string from, in OutgoingPacket packet, ReadOnlySpan<string> own = default)
    {
        Number++;
        toolbar.Counters.Add(from);
        IReadOnlyList<string> found = annotator?.Look(packet.ToFrame(Number)) ?? [];
        if (Number == 1 && warning is not null)
        {
            found = [$"WsBridge: {warning}", .. found];
        }

        return toolbar.OldestMark is null && found.Count == 0 ? own : (string[])[.. own, .. Marks(packet.Came), .. found];
    }

    /// <summary>The comments of a record that is made for marks alone, because no frame came.</summary>
    public string[] ForMarksAlone()
    {
        Number++;
        return Marks(DateTimeOffset.MaxValue);
    }

    private string[] Marks(DateTimeOffset until)
    {
        List<string> comments = [];
        while (toolbar.OldestMark < until && toolbar.TryTakeMark(out DateTimeOffset time))
        {
            comments.Add(string.Create(CultureInfo.InvariantCulture,
                $"WsBridge mark {++_marks}, set at {time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC"));
            toolbar.Log(string.Create(CultureInfo.InvariantCulture, $"Mark {_marks} is on packet {Number}."));
        }

        return [.. comments];
    }
}
