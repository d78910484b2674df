using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class CaptureBuilderTests
{
    [Test]
    public void A_capture_that_was_built_reads_back()
    {
        var octets = new CaptureBuilder()
            .AddAcked(Frame.Authentication(MakeAddress.Sta(), MakeAddress.Ap()))
            .Wait(100)
            .Add(Frame.EapolKey(MakeAddress.Sta(), MakeAddress.Ap(), MakeEapol.M1(new byte[32])))
            .ToArray();

        var kinds = new List<FrameKind>();
        using var reader = CaptureReader.Open(new MemoryStream(octets), "built");
        while (reader.TryRead(out var record))
        {
            Assert.That(LinkHeader.TryParse(record.LinkType, record.Octets, out var link, out _), Is.True);
            kinds.Add(MacHeader.PeekKind(link.MacFrame(record.Octets)[0]));
        }

        Assert.That(kinds, Is.EqualTo(new[] { FrameKind.Authentication, FrameKind.Ack, FrameKind.QosData }));
    }
}
