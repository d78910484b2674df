using WsBridge.Analysis.Findings;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The AP's own sequence numbers tell an FT response that the capture missed from one that was never sent.</summary>
[TestFixture]
internal sealed class FtMissedResponseTests
{
    private static readonly Typical Ft = new(4);

    [TestCase(101, Fault.Ap)]
    [TestCase(102, Fault.Ap)] // of two like Probe Responses the second is not looked at
    [TestCase(103, Fault.Unknown)]
    public void Frames_that_were_not_captured_clear_the_AP(int next, Fault fault)
    {
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(ProbeResponse(100), 10).AddAcked(Ft.FtRequest(), 600)
            .AddAcked(Ft.FtRequest(), 100).AddAcked(Ft.FtRequest(), 100)
            .AddAcked(ProbeResponse(next), 300).Add(Ft.Beacon(Typical.OtherAp), 1100);

        Finding finding = Analyzed.Octets(capture.ToArray()).Findings.Single(finding => finding.Rule.Name == "ft-auth-no-response");

        Assert.That((finding.Severity, finding.Fault), Is.EqualTo((Severity.Warn, fault)));
        Assert.That(finding.Message.Contains("were not captured", StringComparison.Ordinal), Is.EqualTo(fault == Fault.Unknown));
    }

    private static byte[] ProbeResponse(int sequence) =>
        Frame.ProbeResponse(Typical.Sta, Typical.OtherAp, MakeElement.Ssid(Typical.NetworkName),
            MakeElement.SupportedRates()).WithSequence(sequence);
}
