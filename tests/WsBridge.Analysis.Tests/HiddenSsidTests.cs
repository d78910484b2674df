using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// A Beacon that does not name the network: the name comes with the first frame that does, and nobody calls the difference a mistake.
/// </summary>
[TestFixture]
internal sealed class HiddenSsidTests
{
    private static readonly Typical Psk = new(2);
    private static readonly byte[] Empty = MakeElement.Any(0);
    private static readonly byte[] Zeroed = MakeElement.Any(0, new byte[Typical.NetworkName.Length]);

    private static IEnumerable<TestCaseData> Hidden() =>
        [new TestCaseData(Empty).SetArgDisplayNames("empty"), new TestCaseData(Zeroed).SetArgDisplayNames("zeros")];

    [TestCaseSource(nameof(Hidden))]
    public void The_association_request_names_it(byte[] ssid)
    {
        Analyzed analyzed = Of(Handshake(new CaptureBuilder().Add(Beacon(ssid))).Add(Beacon(ssid), 600));

        Assert.That(analyzed.Roams.Single().Ssid, Is.EqualTo(Typical.NetworkName));
        Assert.That(analyzed.Findings.Select(finding => (finding.Severity, finding.Ssid)),
            Is.Not.Empty.And.All.EqualTo((Severity.Chat, Typical.NetworkName)));
    }

    [TestCaseSource(nameof(Hidden))]
    public void A_Probe_Response_names_it_and_is_no_other_BSS(byte[] ssid)
    {
        byte[] response = Testing.Frame.ProbeResponse(Typical.Sta, Typical.Ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Psk.Rsne()]);
        CaptureBuilder capture = new CaptureBuilder().Add(Beacon(ssid)).Add(response, 600).Add(Beacon(ssid), 600).Add(response, 600)
            .AddAcked(Psk.AuthRequest()).AddAcked(Testing.Frame.Deauthentication(Typical.Sta, Typical.Ap, 1));

        Analyzed analyzed = Of(capture);

        Assert.That(analyzed.Roams.Single().Ssid, Is.EqualTo(Typical.NetworkName));
        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn
            && finding.Rule.Name.StartsWith("beacon", StringComparison.Ordinal)), Is.Empty);
    }

    private static CaptureBuilder Handshake(CaptureBuilder capture) =>
        capture.AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse())
        .AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3()).AddAcked(Psk.M4());

    private static byte[] Beacon(byte[] ssid) => Testing.Frame.Beacon(Typical.Ap, [ssid, MakeElement.SupportedRates(), Psk.Rsne()]);

    private static Analyzed Of(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray());
}
