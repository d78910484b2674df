using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>A message 3 that the capture missed says nothing of how well the AP is heard later.</summary>
[TestFixture]
internal sealed class BadlyHeardApTests
{
    private static readonly Typical Psk = new(2);

    [TestCase(20_000, false)]
    [TestCase(90_000, true)]
    public void The_AP_counts_as_badly_heard_for_a_minute(int later, bool isSaid)
    {
        Typical second = Psk with { Round = 1 };
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M4())
            .AddAcked(Psk.AuthRequest(), later).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse())
            .AddAcked(second.M1()).AddAcked(second.M2()).AddAcked(Psk.AuthRequest(), 500);

        Assert.That(Analyzed.Octets(capture.ToArray()).Findings.Any(finding => finding.Rule.Name == "m2-no-m3"), Is.EqualTo(isSaid));
    }
}
