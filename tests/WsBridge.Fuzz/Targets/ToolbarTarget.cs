using WsBridge.Extcap.Control;

namespace WsBridge.Fuzz.Targets;

/// <summary>What Wireshark's toolbar sends to a capture source.</summary>
internal sealed class ToolbarTarget : IFuzzTarget
{
    private const int MostMessages = 1000;

    public IEnumerable<byte[]> Seeds() =>
    [
        [
            .. new ControlMessage(0, ControlCommand.Initialized, "").ToArray(),
            .. new ControlMessage(ToolbarControl.Channel.Number, ControlCommand.Set, "36").ToArray(),
        ],
        [
            .. new ControlMessage(0, ControlCommand.Initialized, "").ToArray(),
            .. new ControlMessage(ToolbarControl.Mark.Number, ControlCommand.Set, "").ToArray(), (byte)'Q', 0, 0, 0,
        ],
        [.. new ControlMessage(ToolbarControl.Hop.Number, ControlCommand.Set, "\x01").ToArray()],
    ];

    public void Run(byte[] octets)
    {
        var reader = new ControlReader(new MemoryStream(octets));
        var toolbar = new Toolbar(TimeProvider.System);
        for (int i = 0; i < MostMessages && reader.TryRead(out ControlMessage message); i++)
        {
            if (!reader.IsQuit)
            {
                toolbar.Take(message);
                _ = message.Text;
            }

            foreach (ControlMessage next in toolbar.Next())
            {
                FaultException.Unless(next.Payload.Length <= ControlMessage.GreatestPayload, "a message too long to be one");
            }
        }
    }
}
