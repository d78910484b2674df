using WsBridge.Sdk;
using Frame = WsBridge.Sdk.Frame;

namespace WsBridge.Host.Tests;

/// <summary>Which 802.11 frames of a file reach an analyzer; the stub's choice is compared with it end to end.</summary>
internal sealed class FrameSelectorTests
{
    private static readonly byte[] Mark = [0xAA, 0xAA, 0x03, 0x00, 0x00, 0x00, 0x88, 0x8E];

    [TestCase(0x01, ExpectedResult = true, TestName = "A marked frame is wanted")]
    [TestCase(0x41, ExpectedResult = false, TestName = "A mark in an encrypted frame is chance")]
    public bool WhenMarked(byte secondOctetOfFrameControl)
    {
        var selector = new FrameSelector(new FrameInterest { [0x08] = FrameChoice.WhenMarked, Mark = Mark });

        return selector.Wants(new Frame { Id = 1, LinkType = 105, TimeMicroseconds = 0, Octets = [0x08, secondOctetOfFrameControl, .. new byte[22], .. Mark, 0], OriginalLength = 33 });
    }
}
