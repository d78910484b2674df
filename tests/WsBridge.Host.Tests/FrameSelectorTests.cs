using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Sdk.Frame;
using MakeFrame = WsBridge.Testing.Frame;

namespace WsBridge.Host.Tests;

/// <summary>Which 802.11 frames of a file reach an analyzer; the stub's choice is compared with it end to end.</summary>
internal sealed class FrameSelectorTests
{
    private static readonly byte[] Mark = [0xAA, 0xAA, 0x03, 0x00, 0x00, 0x00, 0x88, 0x8E];
    private static readonly MacAddress Ap = MakeAddress.Ap();
    private static readonly MacAddress Sta = MakeAddress.Sta();

    [TestCase(0x01, ExpectedResult = true, TestName = "A marked frame is wanted")]
    [TestCase(0x41, ExpectedResult = false, TestName = "A mark in an encrypted frame is chance")]
    public bool WhenMarked(byte secondOctetOfFrameControl)
    {
        var selector = new FrameSelector(new FrameInterest { [0x08] = FrameChoice.WhenMarked, Mark = Mark });

        return Wants(selector, [0x08, secondOctetOfFrameControl, .. new byte[22], .. Mark, 0]);
    }

    [Test]
    public void Of_the_encrypted_data_between_two_addresses_after_a_marked_frame_the_first_second_fourth_and_so_on_are_wanted_in_each_direction()
    {
        FrameSelector selector = Selector(encrypted: 5);
        byte[] up = MakeFrame.ProtectedData(Sta, Ap, fromAp: false);
        byte[] down = MakeFrame.ProtectedData(Sta, Ap, fromAp: true);
        byte[] other = MakeFrame.ProtectedData(MakeAddress.Sta(1), Ap, fromAp: false);

        Assert.That(Wants(selector, up), Is.False, "no marked frame yet");
        Assert.That(Wants(selector, MakeFrame.Eapol(Sta, Ap, fromAp: true, MakeEapol.Start())));
        Assert.That(((byte[][])[other, up, up, up, up, up, up, up, up]).Select(frame => Wants(selector, frame)),
            Is.EqualTo((bool[])[false, true, true, false, true, false, false, false, false]));
        Assert.That(((byte[][])[down, down, down]).Select(frame => Wants(selector, frame)), Is.EqualTo((bool[])[true, true, false]));
        Assert.That(Wants(selector, MakeFrame.Eapol(Sta, Ap, fromAp: false, MakeEapol.Start())));
        Assert.That(Wants(selector, down), "each marked frame counts anew");
    }

    [Test]
    public void A_frame_that_counts_as_marked_is_wanted_and_encrypted_data_after_it()
    {
        FrameSelector selector = Selector(encrypted: 1);
        byte[] response = MakeFrame.AssociationResponse(Sta, Ap, 0);
        byte[] down = MakeFrame.ProtectedData(Sta, Ap, fromAp: true);

        Assert.That(((byte[][])[down, response, down, down]).Select(frame => Wants(selector, frame)),
            Is.EqualTo((bool[])[false, true, true, false]));
        Assert.That(Wants(selector, MakeFrame.ProtectedData(Sta, Ap, fromAp: false)), "the other direction too");
        Assert.That(Wants(selector, response[..12]), "cut off before its addresses it is wanted all the same");
    }

    [Test]
    public void Encrypted_data_is_told_as_such_whether_or_not_it_is_wanted()
    {
        FrameSelector selector = Selector(encrypted: 1);
        byte[] up = MakeFrame.ProtectedData(Sta, Ap, fromAp: false);
        Wants(selector, MakeFrame.Eapol(Sta, Ap, fromAp: true, MakeEapol.Start()));

        Assert.That(selector.EncryptedDataAt, Is.EqualTo(-1));
        Assert.That((Wants(selector, up), selector.EncryptedDataAt), Is.EqualTo((true, 0)));
        Assert.That((Wants(selector, up), selector.EncryptedDataAt), Is.EqualTo((false, 0)));
    }

    [Test]
    public void Encrypted_data_that_comes_after_very_much_other_is_not_waited_for()
    {
        FrameSelector selector = Selector(encrypted: 1);
        byte[] other = MakeFrame.ProtectedData(MakeAddress.Sta(1), Ap, fromAp: false);
        Wants(selector, MakeFrame.Eapol(Sta, Ap, fromAp: true, MakeEapol.Start()));

        for (int i = 0; i < FrameInterest.ExpectedLooks - 1; i++)
        {
            Wants(selector, other);
        }

        Assert.That(Wants(selector, MakeFrame.ProtectedData(Sta, Ap, fromAp: false)), "the last that is looked into");
        Assert.That(Wants(selector, MakeFrame.ProtectedData(Sta, Ap, fromAp: true)), Is.False);
    }

    [TestCase(0, 0, ExpectedResult = false, TestName = "The first fragment needs the mark")]
    [TestCase(1, 0, ExpectedResult = true, TestName = "A later fragment does not")]
    [TestCase(1, 0x40, ExpectedResult = false, TestName = "A later fragment that is encrypted is not wanted")]
    public bool Fragments(byte fragment, byte protection) =>
        Wants(Selector(encrypted: 0), [0x08, (byte)(0x01 | protection), .. new byte[20], fragment, 0, .. new byte[20]]);

    private static FrameSelector Selector(int encrypted) => new(new FrameInterest
    {
        [0x08] = FrameChoice.WhenMarked,
        [0x88] = FrameChoice.WhenMarked,
        [0x10] = FrameChoice.SendAsMarked,
        Mark = Mark,
        EncryptedAfterMarked = encrypted,
        LaterFragments = true,
    });

    private static bool Wants(FrameSelector selector, byte[] octets) =>
        selector.Wants(new Frame { Id = 1, LinkType = 105, TimeMicroseconds = 0, Octets = octets, OriginalLength = octets.Length });
}
