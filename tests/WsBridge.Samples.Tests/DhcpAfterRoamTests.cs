using DhcpAfterRoam;
using WsBridge.Sdk;

namespace WsBridge.Samples.Tests;

/// <summary>
/// dhcp-after-roam.pcapng, the air (radiotap) and the wire (Ethernet) of one access point. Frames 1 to 5: client 01 associates and has its
/// address 120 ms later. 6 to 10: it roams, asks after 1.2 s and has its address 1.5 s after the roam. 11 and 12: it renews its lease.
/// 13 to 17: client 02 roams in an open network, its old address is refused, it gets another one within 300 ms. 18, 19: client 03 was never
/// seen to associate.
/// </summary>
internal sealed class DhcpAfterRoamTests
{
    private const string Capture = "dhcp-after-roam.pcapng";

    [Test]
    public void The_time_runs_from_the_last_frame_of_the_roam_to_the_lease()
    {
        using AnalyzerRun run = CaptureRun.Of(new DhcpAfterRoamAnalyzer(), Capture);

        Assert.That(run.Shown("wsbridge.dhcp_after_roam.time"), Is.EqualTo((string[])["5 120", "10 1500", "17 300"]));
        Assert.That(run.Shown("wsbridge.dhcp_after_roam.asked"), Is.EqualTo((string[])["5 20", "10 1200", "17 50"]));
        Assert.That(run.Shown("wsbridge.dhcp_after_roam.roam"), Is.EqualTo((string[])["5 3", "10 8", "15 13", "17 13"]));
    }

    [Test]
    public void A_late_lease_is_a_warning_and_a_refused_address_a_note()
    {
        using AnalyzerRun run = CaptureRun.Of(new DhcpAfterRoamAnalyzer(), Capture);

        Assert.That(run.Raised(), Is.EqualTo((string[])["10 slow", "15 refused"]));
        Assert.That(run.Experts.First().Line.Text, Is.EqualTo("The client has its address 1.500 s after its roam; it asked after 1.200 s"));
    }

    [Test]
    public void A_message_that_is_cut_off_anywhere_is_none()
    {
        byte[] message = new byte[244];
        message[1] = 1;
        message[2] = 6;
        ((byte[])[0x63, 0x82, 0x53, 0x63, 53, 1, 5]).CopyTo(message, 236);

        Assert.That(DhcpMessage.TryRead(message, out _));
        for (int length = 0; length < 243; length++)
        {
            Assert.That(DhcpMessage.TryRead(message.AsSpan(0, length), out _), Is.False, $"{length}");
        }
    }
}
