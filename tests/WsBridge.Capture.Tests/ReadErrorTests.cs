using WsBridge.Capture.Tests.Pcapng;

namespace WsBridge.Capture.Tests;

/// <summary>A disk or network that fails at any octet costs what lies behind it and nothing else.</summary>
internal sealed class ReadErrorTests
{
    private static readonly byte[] Pcapng =
    [
        .. Blocks.LittleEndian.Section(),
        .. Blocks.LittleEndian.Interface(),
        .. Blocks.LittleEndian.Enhanced(0, 1, [1, 2, 3]),
        .. Blocks.LittleEndian.Enhanced(0, 2, [4, 5, 6]),
    ];

    [TestCase(false)]
    [TestCase(true)]
    public void What_was_read_before_a_read_error_is_kept_and_the_error_is_told_with_its_place(bool compressed)
    {
        byte[] octets = compressed ? Compressed.Of(Pcapng) : Pcapng;
        CaptureContent whole = CaptureContent.Read(octets);

        for (int at = 0; at < octets.Length; at++)
        {
            CaptureContent content;
            try
            {
                content = CaptureContent.Read(new FailingStream(octets, at));
            }
            catch (CaptureFormatException error)
            {
                Assert.That(error.Message, Does.Contain("cannot be read: The disk failed"), $"at {at}");
                continue;
            }

            Assert.That(content.Packets, Is.EqualTo(whole.Packets.Take(content.Packets.Count)), $"at {at}");
            if (content.Problem is { } problem)
            {
                Assert.That(problem.Kind, Is.EqualTo(CaptureProblemKind.Unreadable), $"at {at}");
                Assert.That(problem.ToString(),
                    Does.Match(@"^test cannot be read on at offset \d+: The disk failed; ").And.Not.Contain("/dev/"), $"at {at}");
            }
            else
            {
                Assert.That(compressed && content.Packets.Count == whole.Packets.Count, $"at {at} nobody was told");
            }
        }
    }
}
