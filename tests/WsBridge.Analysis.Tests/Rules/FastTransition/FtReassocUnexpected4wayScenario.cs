using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>Message 1 some milliseconds after the Reassociation Response; the twin has it after a new initial association.</summary>
internal sealed class FtReassocUnexpected4wayScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);
    private static readonly Typical Again = Ft with { Round = 1 };

    public string Rule => "ft-reassoc-unexpected-4way";

    public CaptureBuilder Violation() => Ft.Roam().AddAcked(M1(), 4);

    public CaptureBuilder Conforming() =>
        Ft.Roam().AddAcked(Ft.AuthRequest(), 200).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
            .AddAcked(Again.M1()).AddAcked(Again.M2()).AddAcked(Again.M3()).AddAcked(Again.M4());

    private static byte[] M1() => Frame.EapolKey(Typical.Sta, Typical.OtherAp, MakeEapol.M1(Octets.Repeat(0xA7, 32), version: 3));
}
