using WsBridge.Dot11;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests;

/// <summary>Whoever transmits chooses addresses and how often: what is remembered is bounded, and what is given up is counted.</summary>
[TestFixture]
internal sealed class BoundedMemoryTests
{
    private const int MostClients = 12_288;

    private static readonly MacAddress Ap = MakeAddress.Ap();
    private static readonly Typical Psk = new(2);

    [Test]
    public void The_oldest_clients_are_forgotten_and_counted()
    {
        var sink = new Analyzed();
        using var analysis = new WifiAnalysis(RuleCatalog.All, sink);

        for (int i = 0; i < MostClients; i++)
        {
            Feed(analysis, i, Frame.Authentication(Sta(i), Ap));
        }

        Assert.That((analysis.Evictions.IsNothing, sink.EvictsFrom), Is.EqualTo((true, (long?)null)));

        for (int i = MostClients; i < MostClients + 100; i++)
        {
            Feed(analysis, i, Frame.Authentication(Sta(i), Ap));
        }

        Assert.That(analysis.Evictions.Parts, Is.EqualTo(new[] { (100L, "clients") }));
        Assert.That(sink.EvictsFrom, Is.EqualTo(MostClients + 1));
    }

    [Test]
    public void A_handshake_of_a_client_that_is_forgotten_is_forgotten_too()
    {
        var sink = new Analyzed();
        using var analysis = new WifiAnalysis(RuleCatalog.All, sink);
        for (int i = 0; i < 4; i++)
        {
            Feed(analysis, i, Frame.EapolKey(Sta(0), Ap, MakeEapol.M1(Typical.ANonce, replay: (ulong)i + 1)));
        }

        for (int i = 4; i < MostClients + 8; i++)
        {
            Feed(analysis, i, Frame.Authentication(Sta(i), Typical.OtherAp));
        }

        analysis.End();

        Assert.That(sink.Findings.Where(finding => finding.Sta == Sta(0)), Is.Empty);
    }

    [Test]
    public void Access_points_and_networks_are_forgotten_and_counted()
    {
        using var analysis = new WifiAnalysis(RuleCatalog.All, new Analyzed());

        for (int i = 0; i < 5000; i++)
        {
            Feed(analysis, i, Frame.Beacon(Sta(i), MakeElement.Ssid($"network {i}")));
        }

        Assert.That(analysis.Evictions.Parts, Is.EqualTo(new[] { (5000L - 4096, "access points"), (5000L - 1024, "networks") }));
    }

    [Test]
    public void A_flood_of_one_message_keeps_the_first_and_the_latest()
    {
        CaptureBuilder capture = Psk.Association();
        for (int i = 0; i < 1000; i++)
        {
            capture.Add(Psk.M1((ulong)i + 1), 2);
        }

        capture.AddAcked(Psk.M2(1000)).AddAcked(Psk.M3(1001)).AddAcked(Psk.M4(1001));

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Roams.Single().Frames.M1, Has.Count.LessThan(100));
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Does.Contain("roam-summary").And.Not.Contain("m2-stale"));
    }

    private static MacAddress Sta(int number) => new(0x02_00_01_00_00_00UL + (ulong)number);

    private static void Feed(WifiAnalysis analysis, int number, byte[] frame) =>
        analysis.OnFrame(new Sdk.Frame
        {
            Id = number + 1,
            TimeMicroseconds = number,
            LinkType = LinkTypes.Ieee80211,
            Octets = frame,
            OriginalLength = frame.Length,
        });
}
