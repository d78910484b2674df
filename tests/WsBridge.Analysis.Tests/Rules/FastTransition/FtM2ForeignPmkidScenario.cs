using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Message 2 with a PMKID that the request did not offer, refused; the twin has the one that it did.</summary>
internal sealed class FtM2ForeignPmkidScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-m2-foreign-pmkid";

    public CaptureBuilder Violation() =>
        Ft.Association().AddAcked(Ft.M1()).AddAcked(Ft.M2(rsne: Ft.Rsne(Typical.PmkR1Name, Typical.CachedPmkid)))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 8);

    public CaptureBuilder Conforming() => Ft.Handshake();
}
