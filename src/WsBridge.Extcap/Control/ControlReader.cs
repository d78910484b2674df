using System.Buffers.Binary;

namespace WsBridge.Extcap.Control;

/// <summary>
/// Reads what Wireshark says. Kinds of messages that are not known, which newer generations may send, are passed over by their length.
/// </summary>
public sealed class ControlReader(Stream pipe)
{
    private const byte QuitMark = (byte)'Q';

    private readonly Stream _pipe = pipe;
    private readonly byte[] _header = new byte[ControlMessage.HeaderLength];

    /// <summary>Whether the latest message asks for the end of the capture (Wireshark 4.4 and later).</summary>
    public bool IsQuit { get; private set; }

    /// <summary>Reads the next message for a control, or the wish to quit; false at the end of the pipe.</summary>
    public bool TryRead(out ControlMessage message)
    {
        message = default;
        while (_pipe.ReadAtLeast(_header, _header.Length, throwOnEndOfStream: false) == _header.Length)
        {
            int length = (int)(BinaryPrimitives.ReadUInt32BigEndian(_header) & 0xFFFFFF);
            byte[] rest = new byte[length];
            if (_pipe.ReadAtLeast(rest, length, throwOnEndOfStream: false) < length)
            {
                return false;
            }

            IsQuit = _header[0] == QuitMark;
            if (IsQuit || (_header[0] == ControlMessage.Mark && ControlMessage.TryRead(rest, out message)))
            {
                return true;
            }
        }

        return false;
    }
}
