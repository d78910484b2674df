using WsBridge.Capture;

namespace WsBridge.Extcap.Capturing;

/// <summary>
/// Writes frames that come in live, from any thread, each as whole blocks; the filter of the capture is honoured. A mark of the
/// user stands on the first frame that came after it; when none comes for a second it gets a packet of its own.
/// </summary>
internal sealed class LiveOutput : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly Lock _writing = new();
    private readonly PcapngWriter _writer;
    private readonly CaptureFilter? _filter;
    private readonly CaptureSession _session;
    private readonly Dictionary<int, (string Name, int LinkType)> _interfaces = [];
    private readonly TimeSpan _markWaits;
    private readonly Timer _idle;
    private int? _marks;
    private bool _isEnd;

    /// <param name="session">The capture.</param>
    /// <param name="held">How long frames are held between coming and being written.</param>
    public LiveOutput(CaptureSession session, TimeSpan held = default)
    {
        _session = session;
        _markWaits = held + Patience;
        _filter = session.Filter is { } filter ? new CaptureFilter(filter) : null;
        _writer = new PcapngWriter(session.Output, ExtcapProgram.Name, leaveOpen: true);
        _writer.Flush(); // Wireshark waits for the header of the file
        _idle = new Timer(_ => WriteOldMarks(), null, Tick, Tick);
    }

    /// <summary>Describes where frames come from and returns the number by which they name it.</summary>
    public int AddInterface(string name, string description, int linkType = LinkTypes.Radiotap)
    {
        lock (_writing)
        {
            int index = _writer.AddInterface(linkType, name, description);
            _interfaces.Add(index, (name, linkType));
            return index;
        }
    }

    /// <summary>Writes a frame; it reaches Wireshark with the next <see cref="Flush"/>.</summary>
    /// <param name="interfaceIndex">Where it comes from.</param>
    /// <param name="timeNanoseconds">Since the Unix epoch.</param>
    /// <param name="octets">Radiotap, or what else the link type says, and frame.</param>
    /// <param name="originalLength">Their length before the frame was cut.</param>
    /// <param name="comments">Packet comments.</param>
    public void Write(int interfaceIndex, long timeNanoseconds, ReadOnlySpan<byte> octets, int originalLength,
        params ReadOnlySpan<string> comments) =>
        WriteHeld(DateTimeOffset.MaxValue, interfaceIndex, timeNanoseconds, octets, originalLength, comments);

    /// <summary>Writes a frame that was held since it came; marks that were set in between are not on it.</summary>
    public void WriteHeld(DateTimeOffset came, int interfaceIndex, long timeNanoseconds, ReadOnlySpan<byte> octets, int originalLength,
        params ReadOnlySpan<string> comments)
    {
        lock (_writing)
        {
            (string name, int linkType) = _interfaces[interfaceIndex];
            if (_filter?.Passes(linkType, octets, originalLength, timeNanoseconds) ?? true)
            {
                ReadOnlySpan<string> remarks = _session.Remarks.Next(name,
                    new OutgoingPacket(linkType, timeNanoseconds, octets, originalLength) { Came = came }, comments);
                _writer.WritePacket(interfaceIndex, timeNanoseconds, octets, originalLength, flags: null, remarks);
            }
        }
    }

    /// <summary>Hands everything written to Wireshark.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            _writer.Flush();
        }
    }

    public void Dispose()
    {
        _idle.Dispose();
        lock (_writing)
        {
            _isEnd = true;
            _writer.Dispose();
            _filter?.Dispose();
        }
    }

    private void WriteOldMarks()
    {
        if (_session.Toolbar.OldestMark is not { } mark || DateTimeOffset.UtcNow - mark < _markWaits)
        {
            return;
        }

        try
        {
            lock (_writing)
            {
                if (!_isEnd && _session.Toolbar.OldestMark is not null)
                {
                    string[] comments = _session.Remarks.ForMarksAlone();
                    byte[] packet = MarkRecord.Write(string.Join("; ", comments));
                    _marks ??= _writer.AddInterface(LinkTypes.WiresharkUpperPdu, "marks", "Marks of the user that no frame followed");
                    _writer.WritePacket(_marks.Value, mark.ToUnixTimeMilliseconds() * 1_000_000, packet, packet.Length, flags: null,
                        comments);
                    _writer.Flush();
                }
            }
        }
        catch (ReaderGoneException)
        {
            // The session is told by itself.
        }
    }
}
