using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>The client finds another RSNE in message 3 and leaves with reason 17; the twin's leaves after the handshake.</summary>
internal sealed class DeauthDuring4wayScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "deauth-during-4way";

    public CaptureBuilder Violation() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3())
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 17, fromAp: false), 15);

    public CaptureBuilder Conforming() =>
        Psk.Handshake().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false), 2000);
}
