using EchoProtocol;
using WsBridge.Sdk;

namespace WsBridge.Samples.Tests;

/// <summary>
/// echo.pcap: 1, 2 a request and its response; 3, 4, 5 a request that is sent again and answered after 800 ms; 6, 7 a request that is
/// refused, in a VLAN; 8 a response that comes twice; 9 a request of another client with an id in use, over IPv6; 10 its response; 11 a
/// message shorter than it says; 12 one shorter than a header; 13 another port.
/// </summary>
internal sealed class EchoTests
{
    private const string Capture = "echo.pcap";

    [Test]
    public void Requests_and_responses_of_a_conversation_find_each_other()
    {
        using AnalyzerRun run = CaptureRun.Of(new EchoAnalyzer(), Capture);

        Assert.That(run.Shown("wsbridge.echo.request_in"), Is.EqualTo((string[])["2 1", "4 3", "5 3", "7 6", "10 9"]));
        Assert.That(run.Shown("wsbridge.echo.response_in"), Is.EqualTo((string[])["1 2", "3 5", "6 7", "9 10"]));
        Assert.That(run.Shown("wsbridge.echo.response_time"), Is.EqualTo((string[])["2 10", "5 800", "7 5", "10 20"]));
    }

    [Test]
    public void What_is_odd_is_said_where_it_is()
    {
        using AnalyzerRun run = CaptureRun.Of(new EchoAnalyzer(), Capture);

        Assert.That(run.Raised(),
            Is.EqualTo((string[])["4 retransmission", "5 slow", "7 refused", "8 unasked", "11 cut_off", "12 cut_off"]));
        Assert.That(run.FramesSeen, Is.EqualTo(12));
    }

    [Test]
    public void Fields_point_at_their_octets()
    {
        using AnalyzerRun run = CaptureRun.Of(new EchoAnalyzer(), Capture);

        Assert.That(
            run.Fields.Where(shown => shown.Frame == 7 && shown.Line.Value.Source == ValueSource.BigEndianOctets)
            .Select(shown => (shown.Line.Field.Filter.Split('.')[^1], shown.Line.Offset, shown.Line.Length)),
            Is.EqualTo(((string, int, int)[])[
            ("version", 46, 1),
            ("type", 46, 1),
            ("urgent", 47, 1),
            ("id", 48, 2),
            ("length", 50, 2),
            ("data", 52, 4),
        ]));
    }
}
