using WsBridge.Analysis.Findings;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>An AP that defers a client again (status 30): whether anybody has answered its SA Query, which is encrypted.</summary>
[TestFixture]
internal sealed class ComebackQueryTests
{
    private static readonly Typical s_network = new(6);

    [TestCase(true, true, "somebody answered them with the old keys", Fault.Sta)]
    [TestCase(true, false, "nobody answered in the capture", Fault.Unknown)]
    [TestCase(false, false, "no encrypted Action frame of the AP", Fault.Unknown)]
    public void The_second_deferral_says_what_came_of_it(bool isAsked, bool isAnswered, string words, Fault fault)
    {
        CaptureBuilder capture = Defer(new CaptureBuilder().Add(s_network.Beacon()));
        if (isAsked)
        {
            capture.AddAcked(Encrypted(fromAp: true), 100);
        }

        if (isAnswered)
        {
            capture.AddAcked(Encrypted(fromAp: false), 2);
        }

        Finding finding = Analyzed.Octets(Defer(capture.Wait(1000)).ToArray()).Findings
            .Last(finding => finding.Rule.Name == "assoc-refused");

        Assert.That(finding.Message, Does.Contain("for the second time").And.Contains(words));
        Assert.That(finding.Fault, Is.EqualTo(fault));
    }

    private static byte[] Encrypted(bool fromAp) =>
        Frame.Between(FrameKind.Action, Typical.Sta, Typical.Ap, fromAp, Octets.Repeat(0xC5, 24), new FrameOptions { Protected = true });

    private static CaptureBuilder Defer(CaptureBuilder capture) =>
        capture.AddAcked(s_network.AuthRequest(), 10).AddAcked(s_network.AuthResponse()).AddAcked(s_network.AssocRequest())
            .AddAcked(Frame.AssociationResponse(Typical.Sta, Typical.Ap, 30, [MakeElement.TimeoutInterval(3, 1000)]));
}
