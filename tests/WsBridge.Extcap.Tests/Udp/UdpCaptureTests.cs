using System.Net;
using System.Net.Sockets;
using System.Text;
using WsBridge.Capture;
using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Control;
using WsBridge.Extcap.Udp;

namespace WsBridge.Extcap.Tests.Udp;

/// <summary>A capture that listens on loopback.</summary>
internal sealed class UdpCaptureTests : IDisposable
{
    // Version 1, received, 802.11; channel 36; end of tags; then the header of a Beacon.
    private static readonly byte[] Tzsp =
    [
        1,
        0,
        0,
        18,
        18,
        1,
        36,
        1,
        0x80,
        0,
        0,
        0,
        255,
        255,
        255,
        255,
        255,
        255,
        2,
        0,
        0,
        0,
        0,
        1,
        2,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
    ];

    private static readonly ControlMessage MarkButton = new(ToolbarControl.Mark.Number, ControlCommand.Set, "");

    private readonly Toolbar _toolbar = new(TimeProvider.System);
    private readonly MemoryStream _output = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port = FreePort();

    public void Dispose()
    {
        _output.Dispose();
        _stop.Dispose();
    }

    [Test]
    [Platform("Linux", Reason = "Elsewhere 127.0.0.1 is the only address of loopback.")]
    public void Each_sender_has_an_interface()
    {
        Run([], () =>
        {
            Send("127.0.0.1", Tzsp);
            Send("127.0.0.2", Tzsp);
            Send("127.0.0.1", Tzsp);
        });

        using CaptureReader reader = Read();
        var interfaces = new List<string?>();
        while (reader.TryRead(out CaptureRecord record))
        {
            interfaces.Add(reader.Interfaces[record.InterfaceIndex].Name);
            Assert.That(record.LinkType, Is.EqualTo(LinkTypes.Radiotap));
        }

        Assert.That(interfaces, Is.EqualTo((string[])["127.0.0.1", "127.0.0.2", "127.0.0.1"]));
    }

    [Test]
    public void Datagrams_of_others_are_not_taken_where_senders_are_named()
    {
        Run(new() { ["--senders"] = "192.0.2.7" }, () => Send("127.0.0.1", Tzsp));

        using CaptureReader reader = Read();
        Assert.That(reader.TryRead(out _), Is.False);
        Assert.That(reader.Problem, Is.Null);
    }

    [Test]
    public void A_capture_filter_is_honoured()
    {
        Run([], () => Send("127.0.0.1", Tzsp), "type data");

        using CaptureReader reader = Read();
        Assert.That(reader.TryRead(out _), Is.False);
    }

    [Test]
    [Platform("Linux", Reason = "Other systems do not tell.")]
    public void It_says_how_many_datagrams_were_dropped_also_when_none_was()
    {
        Run([], () => Assert.That(() => _toolbar.Counters.Read().Dropped, Is.Zero.After(10_000, 5)));
    }

    [Test]
    public void A_mark_is_a_comment_on_the_next_frame()
    {
        Run([], () =>
        {
            Send("127.0.0.1", Tzsp);
            Assert.That(() => _toolbar.Counters.Read().Frames, Is.EqualTo(((string, long)[])[("127.0.0.1", 1)]).After(10_000, 5));
            _toolbar.Take(MarkButton);
            Send("127.0.0.1", Tzsp);
        });

        Assert.That(LinkTypesOfPackets(), Is.EqualTo((int[])[LinkTypes.Radiotap, LinkTypes.Radiotap]));
        Assert.That(Encoding.UTF8.GetString(_output.ToArray()),
            Does.Match(@"WsBridge mark 1, set at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC\0"));
    }

    [Test]
    public void A_mark_that_no_frame_follows_has_a_packet_of_its_own()
    {
        Run([], () =>
        {
            _toolbar.Take(MarkButton);
            Assert.That(() => _toolbar.OldestMark, Is.Null.After(10_000, 20));
        });

        Assert.That(LinkTypesOfPackets(), Is.EqualTo((int[])[LinkTypes.WiresharkUpperPdu]));
        Assert.That(Encoding.UTF8.GetString(_output.ToArray()), Does.Contain("WsBridge mark 1, set at "));
    }

    [Test]
    public void A_sender_of_which_nothing_is_understood_is_said()
    {
        SourceProblemException? problem =
            Assert.Throws<SourceProblemException>(() => Run([], () => Send("127.0.0.1", [0xDE, 0xAD, 0xBE, 0xEF])));

        Assert.That(problem?.Message,
            Does.StartWith("None of the 1 datagrams from 127.0.0.1 was understood (the first begins with DEADBEEF): "));
    }

    private static int FreePort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }

    private void Run(Dictionary<string, string> options, Action act, string? filter = null)
    {
        options["--port"] = $"{_port}";
        ICapture capture = new UdpSource().Prepare(new OptionValues(options));
        Task acting = Task.Run(() =>
        {
            while (_output.Length == 0)
            {
                Thread.Sleep(5); // its first octets come when it listens
            }

            act();
            Thread.Sleep(500); // datagrams on loopback are there at once; their turn comes when the machine has time
            _stop.Cancel();
        });

        capture.Run(new CaptureSession { Output = _output, Stop = _stop.Token, Filter = filter, Toolbar = _toolbar });
        acting.Wait();
    }

    private void Send(string from, byte[] datagram)
    {
        using var sender = new UdpClient(new IPEndPoint(IPAddress.Parse(from), 0));
        sender.Send(datagram, new IPEndPoint(IPAddress.Loopback, _port));
    }

    private List<int> LinkTypesOfPackets()
    {
        using CaptureReader reader = Read();
        List<int> types = [];
        while (reader.TryRead(out CaptureRecord record))
        {
            types.Add(record.LinkType);
        }

        return types;
    }

    private CaptureReader Read() => CaptureReader.Open(new MemoryStream(_output.ToArray()), "captured");
}
