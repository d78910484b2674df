using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>What shows that message 1 was sent, though the capture missed it.</summary>
[TestFixture]
internal sealed class MissedHandshakeTests
{
    private static readonly Typical Enterprise = new(1);

    [Test]
    public void Encrypted_data_after_EAP_Success_shows_that_the_handshake_was_only_missed()
    {
        CaptureBuilder capture = Enterprise.Association()
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 25))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 25))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 1))
            .AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: false), 20)
            .AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: true))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 4), 2000)
            .AddBeacons(3000);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Does.Not.Contain("m1-missing"));
    }
}
