using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Message 2 has a right MIC and names a PMK-R1 that does not exist.</summary>
internal sealed class FtM2Pmkr1nameWrongScenario : IRuleScenario
{
    private static readonly KeyedTypical Ft = new(4);

    public string Rule => "ft-m2-pmkr1name-wrong";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation()
    {
        CaptureBuilder capture = Ft.Association();
        for (ulong replay = 1; replay <= 4; replay++)
        {
            capture.AddAcked(Ft.M1(replay), replay == 1 ? 1 : 1000).AddAcked(Ft.M2(replay, rsne: Ft.Typical.Rsne(Octets.Repeat(0xB2, 16))),
                5);
        }

        return capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);
    }

    public CaptureBuilder Conforming() => Ft.Handshake();
}
