using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Intake;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Sdk.Frame;
using MakeFrame = WsBridge.Testing.Frame;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The stub sends the very frames that the command line takes from a file.</summary>
internal sealed class ChoiceTests
{
    [TestCaseSource(typeof(Recordings), nameof(Recordings.Wireless))]
    public async Task The_stub_chooses_as_the_command_line_does(string recording)
    {
        using var work = new Workplace();

        await AssertSame(work, recording);
    }

    [TestCase("-2")]
    [TestCase("-2", "-V")]
    public async Task A_later_pass_sends_nothing_more_but_that_all_is_over(params string[] options)
    {
        using var work = new Workplace();

        OverheardHost host = await AssertSame(work, Recordings.TwoPmkids, options);

        Assert.That(host.Frames, Is.Not.Empty);
        Assert.That(host.Types.Count(type => type == 11), Is.EqualTo(options.Contains("-V") ? 1 : 0));
    }

    /// <summary>
    /// Encrypted data after EAPOL and association, between more pairs than are remembered and for longer than is looked; fragments.
    /// </summary>
    [Test]
    public async Task The_stub_forgets_when_the_command_line_does()
    {
        using var work = new Workplace();
        var random = new Random(1);
        var capture = new CaptureBuilder();
        for (int i = 0; i < 6000; i++)
        {
            Dot11.MacAddress sta = new(0x0200_0001_0000UL | (uint)random.Next(i < 3000 ? 700 : 20));
            bool fromAp = random.Next(2) == 0;
            capture.Add(random.Next(i < 3000 ? 3 : 1000) switch
            {
                0 when i % 2 == 0 => MakeFrame.AssociationResponse(sta, MakeAddress.Ap(), (ushort)random.Next(2)),
                0 => MakeFrame.Eapol(sta, MakeAddress.Ap(), fromAp, MakeEapol.Start()),
                1 when i < 3000 =>
                    MakeFrame.Data(sta, MakeAddress.Ap(), fromAp, new byte[40], new FrameOptions { Fragment = random.Next(3) }),
                _ => MakeFrame.ProtectedData(sta, MakeAddress.Ap(), fromAp, random.Next(10, 60)),
            });
        }

        await AssertSame(work, work.Write("many.pcapng", capture.ToArray()));
    }

    private static async Task<OverheardHost> AssertSame(Workplace work, string capture, params string[] options)
    {
        var host = new OverheardHost(work);
        var selector = new FrameSelector(WifiInterest.Frames);
        var chosen = new List<string>();
        foreach (Packet packet in Recordings.PacketsOf(capture))
        {
            if (selector.Wants(new Frame
            {
                Id = 1,
                TimeMicroseconds = FrameTime.FromNanoseconds(packet.TimeNanoseconds),
                LinkType = packet.LinkType,
                Octets = packet.Octets,
                OriginalLength = packet.OriginalLength,
            }))
            {
                chosen.Add(Convert.ToHexString(packet.Octets));
            }
        }

        (await work.TsharkWithHost(host.Path, [.. options, "-r", capture])).AssertGood();

        Assert.That(host.Frames, Is.EqualTo(chosen));
        return host;
    }
}
