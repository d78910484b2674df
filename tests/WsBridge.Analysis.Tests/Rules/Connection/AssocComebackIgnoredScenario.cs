using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>A client that is put off for a second and asks again at once; the twin waits and gets in.</summary>
internal sealed class AssocComebackIgnoredScenario : IRuleScenario
{
    public string Rule => "assoc-comeback-ignored";

    private static readonly Typical Network = new(2);

    public CaptureBuilder Violation() => Asked(100).AddAcked(PutOff());

    public CaptureBuilder Conforming() => Asked(1100).AddAcked(Network.AssocResponse()).AddAcked(Network.M1()).AddAcked(Network.M2())
        .AddAcked(Network.M3()).AddAcked(Network.M4());

    private static CaptureBuilder Asked(double afterMilliseconds) =>
        new CaptureBuilder().Add(Network.Beacon()).AddAcked(Network.AuthRequest(), 5).AddAcked(Network.AuthResponse())
            .AddAcked(Network.AssocRequest()).AddAcked(PutOff())
            .AddAcked(Network.AssocRequest(), afterMilliseconds);

    private static byte[] PutOff() =>
        Frame.AssociationResponse(Typical.Sta, Typical.Ap, 30, [MakeElement.SupportedRates(), MakeElement.TimeoutInterval(3, 1000)]);
}
