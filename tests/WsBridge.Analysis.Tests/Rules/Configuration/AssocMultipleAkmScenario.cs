using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>
/// Requests with two AKMs, one of them FT, then with two that are not FT, then with two cipher suites; the twin selects one of each, or
/// leaves the fields away.
/// </summary>
internal sealed class AssocMultipleAkmScenario : IRuleScenario
{
    public string Rule => "assoc-multiple-akm";

    public CaptureBuilder Violation() =>
        Requests(new RsneOptions { Akms = [2, 4] }, new RsneOptions { Akms = [1, 5] }, new RsneOptions { PairwiseCiphers = [4, 2] });

    public CaptureBuilder Conforming() => Requests(new RsneOptions(), new RsneOptions { Capabilities = null });

    private static CaptureBuilder Requests(params RsneOptions[] all)
    {
        var typical = new Typical(2);
        CaptureBuilder capture = new CaptureBuilder().Add(typical.Beacon());
        foreach (RsneOptions rsne in all)
        {
            capture.AddAcked(typical.AuthRequest(), 5).AddAcked(typical.AuthResponse())
                .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap,
                    [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(rsne)]));
        }

        return capture;
    }
}
