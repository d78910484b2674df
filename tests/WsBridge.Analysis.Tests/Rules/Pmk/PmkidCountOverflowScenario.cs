using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>Association request whose RSNE declares two PMKIDs and holds one; the twin declares the one it holds.</summary>
internal sealed class PmkidCountOverflowScenario : IRuleScenario
{
    private static readonly Typical Eap = new(1);

    public string Rule => "pmkid-count-overflow";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Eap.Beacon()).AddAcked(Eap.AuthRequest()).AddAcked(Eap.AuthResponse()).AddAcked(Request(2))
            .AddAcked(Eap.AssocResponse(40));

    public CaptureBuilder Conforming() =>
        new CaptureBuilder().Add(Eap.Beacon()).AddAcked(Eap.AuthRequest()).AddAcked(Eap.AuthResponse()).AddAcked(Request(1))
            .AddAcked(Eap.AssocResponse());

    private static byte[] Request(int declared) => Frame.AssociationRequest(
        Typical.Sta,
        Typical.Ap,
        [
        MakeElement.Ssid(Typical.NetworkName),
        MakeElement.SupportedRates(),
        MakeElement.Rsne(new RsneOptions { Akms = [1], Pmkids = [Typical.CachedPmkid], DeclaredPmkidCount = declared }),
    ]);
}
