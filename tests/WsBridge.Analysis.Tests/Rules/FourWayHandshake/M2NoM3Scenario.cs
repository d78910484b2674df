using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 2 refused at once under WPA2-Enterprise; the twin's first message 2 is lost and the handshake goes on.</summary>
internal sealed class M2NoM3Scenario : IRuleScenario
{
    private static readonly Typical Enterprise = new(1);

    public string Rule => "m2-no-m3";

    public CaptureBuilder Violation() =>
        Enterprise.Association().AddAcked(Enterprise.M1()).AddAcked(Enterprise.M2())
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 6);

    public CaptureBuilder Conforming() =>
        Enterprise.Association().AddAcked(Enterprise.M1()).Add(Enterprise.M2()).AddAcked(Enterprise.M1(2), 1000).AddAcked(Enterprise.M2(2))
            .AddAcked(Enterprise.M3(3)).AddAcked(Enterprise.M4(3));
}
