using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 2 comes three times, each with another SNonce; the twin keeps it.</summary>
internal sealed class SnonceChangedScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "snonce-changed";

    public CaptureBuilder Violation() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(M2(0x51, 1)).AddAcked(Psk.M1(2), 1000).AddAcked(M2(0x52, 2)).AddAcked(Psk.M1(3), 1000)
            .AddAcked(M2(0x53, 3)).AddAcked(Psk.M3(4)).AddAcked(Psk.M4(4));

    public CaptureBuilder Conforming() =>
        Psk.Association().AddAcked(Psk.M1()).AddAcked(M2(0x51, 1)).AddAcked(Psk.M1(2), 1000).AddAcked(M2(0x51, 2)).AddAcked(Psk.M3(3))
            .AddAcked(Psk.M4(3));

    private static byte[] M2(byte sNonce, ulong replay) =>
        Frame.EapolKey(Typical.Sta, Typical.Ap, MakeEapol.M2(Octets.Repeat(sNonce, 32), Psk.Rsne(), replay: replay));
}
