using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Tests.Control;

internal sealed class ControlReaderTests
{
    [Test]
    public void A_message_is_read_as_it_was_written()
    {
        var message = new ControlMessage(3, ControlCommand.Set, "36");

        List<ControlMessage> read = Read(message.ToArray());

        //                                                'T'   length   no. Set  "36"
        Assert.That(message.ToArray(), Is.EqualTo((byte[])[0x54, 0, 0, 4, 3, 1, 0x33, 0x36]));
        Assert.That(read.Select(one => (one.Control, one.Command, one.Text)),
            Is.EqualTo(((byte, ControlCommand, string)[])[(3, ControlCommand.Set, "36")]));
    }

    [Test]
    public void Kinds_that_are_not_known_are_passed_over()
    {
        byte[] log = [(byte)'L', 0, 0, 3, 1, 2, 3];
        byte[] tooShort = [(byte)'T', 0, 0, 1, 9];

        List<ControlMessage> read = Read([.. log, .. tooShort, .. new ControlMessage(1, ControlCommand.Initialized, "").ToArray()]);

        Assert.That(read.Select(one => one.Command), Is.EqualTo((ControlCommand[])[ControlCommand.Initialized]));
    }

    [Test]
    public void The_wish_to_quit_is_told()
    {
        var reader = new ControlReader(new MemoryStream([(byte)'Q', 0, 0, 0]));

        Assert.That(reader.TryRead(out _), Is.True);
        Assert.That(reader.IsQuit, Is.True);
    }

    [Test]
    public void Every_shorter_prefix_and_random_octets_end_without_an_exception()
    {
        byte[] whole = new ControlMessage(3, ControlCommand.Set, "36").ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(Read(whole[..length]), Is.Empty);
        }

        var random = new Random(5);
        for (int run = 0; run < 200; run++)
        {
            byte[] octets = new byte[random.Next(64)];
            random.NextBytes(octets);
            Assert.That(() => Read(octets), Throws.Nothing);
        }
    }

    [Test]
    public void A_payload_that_is_too_long_is_cut()
    {
        Assert.That(new ControlMessage(1, ControlCommand.Add, new string('x', 70_000)).Payload.Length,
            Is.EqualTo(ControlMessage.GreatestPayload));
    }

    private static List<ControlMessage> Read(byte[] octets)
    {
        var reader = new ControlReader(new MemoryStream(octets));
        var messages = new List<ControlMessage>();
        while (reader.TryRead(out ControlMessage message))
        {
            if (!reader.IsQuit)
            {
                messages.Add(message);
            }
        }

        return messages;
    }
}
