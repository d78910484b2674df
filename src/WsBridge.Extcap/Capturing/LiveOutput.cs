using WsBridge.Capture;

namespace WsBridge.Extcap.Capturing;

/// <summary>Writes frames of radiotap that come in live, from any thread, each as whole blocks; the filter of the capture is honoured.</summary>
internal sealed class LiveOutput : IDisposable
{
    private readonly Lock _writing = new();
    private readonly PcapngWriter _writer;
    private readonly CaptureFilter? _filter;

    public LiveOutput(CaptureSession session)
    {
        _filter = session.Filter is { } filter ? new CaptureFilter(filter) : null;
        _writer = new PcapngWriter(session.Output, ExtcapProgram.Name, leaveOpen: true);
        _writer.Flush(); // Wireshark waits for the header of the file
    }

    /// <summary>Describes where frames come from and returns the number by which they name it.</summary>
    public int AddInterface(string name, string description)
    {
        lock (_writing)
        {
            return _writer.AddInterface(LinkTypes.Radiotap, name, description);
        }
    }

    /// <summary>Writes a frame; it reaches Wireshark with the next <see cref="Flush"/>.</summary>
    /// <param name="interfaceIndex">Where it comes from.</param>
    /// <param name="timeNanoseconds">Since the Unix epoch.</param>
    /// <param name="octets">Radiotap and frame.</param>
    /// <param name="originalLength">Their length before the frame was cut.</param>
    /// <param name="comments">Packet comments.</param>
    public void Write(int interfaceIndex, long timeNanoseconds, ReadOnlySpan<byte> octets, int originalLength, params ReadOnlySpan<string> comments)
    {
        lock (_writing)
        {
            if (_filter?.Passes(LinkTypes.Radiotap, octets, originalLength) ?? true)
            {
                _writer.WritePacket(interfaceIndex, timeNanoseconds, octets, originalLength, flags: null, comments);
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
        lock (_writing)
        {
            _writer.Dispose();
            _filter?.Dispose();
        }
    }
}
