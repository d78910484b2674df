using WsBridge.Dot11;
using WsBridge.Extcap.Local;

namespace WsBridge.Extcap.Tests.Local;

internal sealed class ClientWatchTests
{
    private static readonly MacAddress Client = new(0x02_00_00_00_02_00);

    [TestCase(0x88, 0x01, "020000000200", ExpectedResult = true, TestName = "Data of the client")]
    [TestCase(0xB0, 0x00, "020000000200", ExpectedResult = true, TestName = "Its Authentication")]
    [TestCase(0xA4, 0x00, "020000000200", ExpectedResult = true, TestName = "Its PS-Poll")]
    [TestCase(0x40, 0x00, "020000000200", ExpectedResult = false, TestName = "Its Probe Request, which it sends everywhere")]
    [TestCase(0x88, 0x02, "020000000100", ExpectedResult = false, TestName = "Data of the AP")]
    [TestCase(0xD4, 0x00, "020000000200", ExpectedResult = false, TestName = "An acknowledgement, whose octets there are something else")]
    public bool It_is_there(int type, int flags, string transmitter) =>
        ClientWatch.IsThere(Client, LinkTypes.Radiotap, Packet((byte)type, (byte)flags, transmitter), out _);

    [Test]
    public void The_channel_is_that_of_the_packet()
    {
        ClientWatch.IsThere(Client, LinkTypes.Radiotap, Packet(0xB0, 0, "020000000200"), out int? frequency);

        Assert.That(frequency, Is.EqualTo(5180));
    }

    [Test]
    public void What_is_cut_off_or_broken_is_nobody()
    {
        byte[] packet = Packet(0xB0, 0, "020000000200");
        for (int length = 0; length < packet.Length - 4; length++)
        {
            Assert.That(ClientWatch.IsThere(Client, LinkTypes.Radiotap, packet.AsSpan(0, length), out _), Is.False);
        }

        Assert.That(ClientWatch.IsThere(Client, LinkTypes.Radiotap, Packet(0xB0, 0, "020000000200", badFcs: true), out _), Is.False);
    }

    private static byte[] Packet(byte type, byte flags, string transmitter, bool badFcs = false)
    {
        byte[] header = new byte[RadiotapWriter.GreatestLength];
        int length = RadiotapWriter.Write(new RadioHeader { FrequencyMHz = 5180, HasFcs = badFcs, BadFcs = badFcs }, header);
        return [
            .. header[..length],
            type,
            flags,
            0,
            0,
            2,
            0,
            0,
            0,
            1,
            0,
            .. Convert.FromHexString(transmitter),
            2,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            .. badFcs ? new byte[8] : new byte[4],
        ];
    }
}
