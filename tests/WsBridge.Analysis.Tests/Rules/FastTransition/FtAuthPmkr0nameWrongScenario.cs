using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The FT request names a PMK-R0 that is not the one of the initial association.</summary>
internal sealed class FtAuthPmkr0nameWrongScenario : IRuleScenario
{
    private static readonly KeyedTypical Ft = new(4);

    public string Rule => "ft-auth-pmkr0name-wrong";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() =>
        Ft.Handshake().Add(Ft.Typical.Beacon(Typical.OtherAp), 200)
            .AddAcked(Ft.Typical.FtRequest(rsne: Ft.Typical.Rsne(Octets.Repeat(0xB2, 16))), 50).AddAcked(Ft.Typical.FtResponse(status: 53));

    public CaptureBuilder Conforming() => Ft.Roam();
}
