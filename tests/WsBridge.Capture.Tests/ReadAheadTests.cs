namespace WsBridge.Capture.Tests;

/// <summary>Octets that another thread reads in advance are the same, whatever stands where one piece ends and the next begins.</summary>
internal sealed class ReadAheadTests
{
    [TestCase(60, false)]
    [TestCase(1_500, false)]
    [TestCase(1_500, true)]
    [TestCase(130_000, false)]
    [TestCase(600_000, false)]
    public void Every_packet_is_the_same_as_without(int packetLength, bool compressed)
    {
        byte[] octets = LargeCapture.Of(packetLength);
        byte[] file = compressed ? Compressed.Of(octets) : octets;

        CaptureContent expected = CaptureContent.Read(new MemoryStream(octets));
        CaptureContent content = CaptureContent.Read(new MemoryStream(file), readsAhead: true);

        Assert.That(content.Problem, Is.Null);
        Assert.That(content.Packets, Is.EqualTo(expected.Packets));
    }

    [TestCase(1 << 20)]
    [TestCase((1 << 20) + 4)]
    [TestCase((3 << 19) + 100_001)]
    [TestCase(LargeCapture.AtLeast - 1)]
    public void An_error_is_told_with_the_same_place_as_without(int at)
    {
        byte[] octets = LargeCapture.Of(1_500);

        CaptureContent expected = CaptureContent.Read(new FailingStream(octets, at));
        CaptureContent content = CaptureContent.Read(new FailingStream(octets, at), readsAhead: true);

        Assert.That(content.Packets, Is.EqualTo(expected.Packets));
        Assert.That(content.Problem?.ToString(), Is.EqualTo(expected.Problem?.ToString()).And.Not.Null);
    }

    [Test]
    public void Whoever_opens_what_is_no_capture_has_the_stream_alone_afterwards()
    {
        using var stream = new WatchedStream(new byte[LargeCapture.AtLeast]);

        Assert.That(() => CaptureReader.Open(stream, "test", readsAhead: true), Throws.InstanceOf<CaptureFormatException>());
        stream.IsLeftAlone();

        Assert.That(stream.Broken, Is.False);
    }

    [Test]
    public void Whoever_stops_in_the_middle_can_close_the_reader()
    {
        var stream = new MemoryStream(LargeCapture.Of(1_500));
        using (CaptureReader reader = CaptureReader.Open(stream, "test", readsAhead: true))
        {
            for (int i = 0; i < 1_000; i++)
            {
                Assert.That(reader.TryRead(out _), Is.True);
            }
        }

        Assert.That(stream.CanRead, Is.False, "it is closed, and nobody reads it any more");
    }
}
