using System.Buffers.Binary;
using System.Text;

namespace WsBridge.Extcap.Control;

/// <summary>
/// A message between the program and Wireshark's toolbar. On the pipe: 'T', a length of three octets (big-endian: what follows it), the
/// number of the control, the command, and up to 65,535 octets of payload.
/// </summary>
public readonly record struct ControlMessage(byte Control, ControlCommand Command, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The longest payload.</summary>
    public const int GreatestPayload = 65_535;

    /// <summary>Octets in front of control and command.</summary>
    public const int HeaderLength = 4;

    /// <summary>The first octet.</summary>
    public const byte Mark = (byte)'T';

    private const int ControlAndCommand = 2;

    /// <summary>A message whose payload is text; what is too long is cut.</summary>
    public ControlMessage(byte control, ControlCommand command, string text)
        : this(control, command,
            Encoding.UTF8.GetBytes(text).AsMemory() is var octets && octets.Length > GreatestPayload ? octets[..GreatestPayload] : octets)
    {
    }

    /// <summary>The payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>As it goes over the pipe.</summary>
    public byte[] ToArray()
    {
        byte[] octets = new byte[HeaderLength + ControlAndCommand + Payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)(ControlAndCommand + Payload.Length));
        octets[0] = Mark;
        octets[4] = Control;
        octets[5] = (byte)Command;
        Payload.Span.CopyTo(octets.AsSpan(HeaderLength + ControlAndCommand));

        return octets;
    }

    /// <summary>Reads what follows the length; false when it is too short to name control and command.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> octets, out ControlMessage message)
    {
        message = octets.Length < ControlAndCommand
            ? default
            : new ControlMessage(octets.Span[0], (ControlCommand)octets.Span[1], octets[ControlAndCommand..]);
        return octets.Length >= ControlAndCommand;
    }
}
