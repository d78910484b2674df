using WsBridge.Analysis.Findings;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Whether hash-to-element was to be used, the AP's Beacon tells.</summary>
[TestFixture]
internal sealed class HashToElementTests
{
    [Test]
    public void Without_a_Beacon_the_client_is_not_blamed()
    {
        CaptureBuilder capture = new CaptureBuilder().AddAcked(SaeFrames.Commit(), 5).AddAcked(SaeFrames.Commit(true))
            .AddAcked(SaeFrames.Confirm()).AddAcked(SaeFrames.Confirm(true))
            .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), SaeFrames.Network.Rsne(), MakeElement.Rsnxe()]))
            .AddAcked(SaeFrames.Network.AssocResponse(1));

        Finding finding = Analyzed.Octets(capture.ToArray()).Findings.Single(finding => finding.Severity >= Sdk.Severity.Warn);

        Assert.That((finding.Rule.Name, finding.Fault), Is.EqualTo(("sae-h2e-claimed-not-used", Fault.Unknown)));
    }
}
