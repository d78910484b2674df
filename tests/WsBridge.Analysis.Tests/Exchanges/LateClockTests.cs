using WsBridge.Analysis.Roams;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Exchanges;

/// <summary>A response that came into the file a few milliseconds before its request, by a sensor with a late clock.</summary>
[TestFixture]
internal sealed class LateClockTests
{
    [Test]
    public void An_open_network_has_one_row_and_no_note()
    {
        byte[][] elements = [MakeElement.Ssid("Cafe"), MakeElement.SupportedRates()];
        CaptureBuilder capture = new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, elements))
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap),
                5).AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, transaction: 2))
            .AddAcked(Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, MakeElement.SupportedRates()))
            .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, elements), 3)
            .Add(Frame.Beacon(Typical.Ap, elements), 2500).Add(Frame.Beacon(Typical.Ap, elements), 2500);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Findings.Where(finding => finding.Severity > Severity.Chat).Select(finding => finding.Rule.Name), Is.Empty);
        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Success }));
    }
}
