using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>
/// The AP requires management frame protection: a client without it, then one with TKIP; the twins are a client with both, and one without
/// where it is optional.
/// </summary>
internal sealed class PmfViolationScenario : IRuleScenario
{
    public string Rule => "pmf-violation";

    public CaptureBuilder Violation() => Requests((0x00C0, 0, 4), (0x00C0, 0x0080, 2));

    public CaptureBuilder Conforming() => Requests((0x00C0, 0x0080, 4), (0x0080, 0, 4), (0x0080, 0, 2));

    private static CaptureBuilder Requests(params (int Ap, int Sta, int Pairwise)[] all)
    {
        var typical = new Typical(6);
        var capture = new CaptureBuilder();
        foreach ((int ap, int sta, int pairwise) in all)
        {
            capture.Add(Frame.Beacon(Typical.Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(6, ap)]), 600)
                .AddAcked(typical.AuthRequest(), 5).AddAcked(typical.AuthResponse())
                .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap,
                    [
                    MakeElement.Ssid(Typical.NetworkName),
                    MakeElement.SupportedRates(),
                    MakeElement.Rsne(new RsneOptions { Akms = [6], Capabilities = sta, PairwiseCiphers = [pairwise] }),
                ]));
        }

        return capture;
    }
}
