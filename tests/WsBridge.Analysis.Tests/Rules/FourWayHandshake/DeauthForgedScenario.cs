using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>
/// Message 3 follows a Deauthentication with a sequence number and a signal of its own; the twin's has the AP's, and the client starts
/// over.
/// </summary>
internal sealed class DeauthForgedScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "deauth-forged";

    public CaptureBuilder Violation() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2())
            .Add(Frame.Deauthentication(Typical.Sta, Typical.Ap, 7, options: new FrameOptions { Sequence = 2900 }),
                radiotap: RadiotapOptions.Default with { SignalDbm = -24 })
            .AddAcked(Psk.M3(), 3).AddAcked(Psk.M4());

    public CaptureBuilder Conforming() =>
        Psk.Handshake().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 7),
            500).AddAcked(Psk.AuthRequest(), 20).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse())
            .AddAcked((Psk with { Round = 1 }).M1()).AddAcked((Psk with { Round = 1 }).M2()).AddAcked((Psk with { Round = 1 }).M3())
                .AddAcked(Psk.M4());
}
