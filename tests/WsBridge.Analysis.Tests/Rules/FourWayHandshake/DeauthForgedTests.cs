using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Forged Deauthentications that are not the only ones, or go to everybody.</summary>
[TestFixture]
internal sealed class DeauthForgedTests
{
    private static readonly Typical Psk = new(2);
    private static readonly RadiotapOptions Near = RadiotapOptions.Default with { SignalDbm = -24 };

    [Test]
    public void One_that_goes_to_everybody_is_named_once()
    {
        CaptureBuilder capture = Psk.Handshake();
        for (int i = 0; i < 3; i++)
        {
            capture.Add(Deauthentication(MacAddress.Broadcast, 2900 + i), 500,
                Near).Add(Frame.ProbeResponse(Typical.Sta, Typical.Ap, MakeElement.Ssid(Typical.NetworkName)), 100);
        }

        Assert.That(Named(capture), Is.EqualTo(1));
    }

    [Test]
    public void One_that_follows_a_genuine_one_is_named()
    {
        CaptureBuilder capture = Psk.Handshake().AddAcked(Deauthentication(Typical.Sta, 0), 100)
            .Add(Deauthentication(Typical.Sta, 2900), 100, Near).AddAcked(Psk.AuthRequest(), 50).AddAcked(Psk.AuthResponse());

        Assert.That(Named(capture), Is.EqualTo(1));
    }

    [Test]
    public void An_answer_to_the_clients_own_that_is_numbered_apart_is_not_named_when_the_client_starts_over()
    {
        CaptureBuilder capture = Psk.Handshake().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false), 100)
            .Add(Deauthentication(Typical.Sta, 2900), 1).AddAcked(Psk.AuthRequest(), 50).AddAcked(Psk.AuthResponse())
                .AddAcked(Psk.AssocRequest())
            .AddAcked(Psk.AssocResponse()).AddAcked(Psk.M1());

        Assert.That(Named(capture), Is.Zero);
    }

    private static byte[] Deauthentication(MacAddress to, int sequence) =>
        Frame.Deauthentication(to, Typical.Ap, 7, options: new FrameOptions { Sequence = sequence });

    private static int Named(CaptureBuilder capture) =>
        Analyzed.Octets(capture.ToArray()).Findings.Count(finding => finding.Rule.Name == "deauth-forged");
}
