using WsBridge.Analysis.Findings;
using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>A Deauthentication right after FT accuses the AP only where it is the AP's own and has ended something.</summary>
[TestFixture]
internal sealed class FtClass3Tests
{
    private static readonly Typical Ft = new(4);

    [Test]
    public void A_client_that_starts_over_confirms_it()
    {
        CaptureBuilder capture = Ft.Roam().AddAcked(Class3(), 30).AddAcked(Ft.AuthRequest(Typical.OtherAp), 100);

        Finding finding = Of(capture).Single();

        Assert.That((finding.Severity, finding.Fault, finding.Frame.Ref.Id), Is.EqualTo((Severity.Error, Fault.Ap, capture.Count - 1)));
        Assert.That(finding.About.Select(about => about.Kind), Does.Contain(FrameKind.Deauthentication));
    }

    [Test]
    public void Nothing_after_it_leaves_the_AP_unaccused()
    {
        CaptureBuilder capture = Ft.Roam().AddAcked(Class3(), 30).Add(Ft.Beacon(Typical.OtherAp), 1000)
            .Add(Ft.Beacon(Typical.OtherAp), 1100);

        Assert.That(Of(capture).Select(finding => (finding.Severity, finding.Fault)), Is.EqualTo(new[] { (Severity.Note, Fault.Unknown) }));
    }

    [Test]
    public void Block_acks_and_encrypted_frames_show_that_the_association_goes_on()
    {
        byte[] blockAck = Frame.Action(Typical.Sta, Typical.OtherAp, true, 3, 0, 1, 0, 0, 0, 0, 0, 0);
        CaptureBuilder capture = Ft.Roam().AddAcked(Class3(), 30).AddAcked(blockAck, 80).AddAcked(Ft.AuthRequest(), 1500);

        Assert.That(Of(capture), Is.Empty);
    }

    [TestCase(2900, -42)]
    [TestCase(0, -24)]
    public void A_sequence_number_or_a_signal_of_another_transmitter_is_enough_not_to_accuse(int sequence, int signal)
    {
        byte[] forged = Frame.Deauthentication(Typical.Sta, Typical.OtherAp, 7, options: new FrameOptions { Sequence = sequence });
        CaptureBuilder capture = Ft.Roam().Add(forged, 30,
            RadiotapOptions.Default with { SignalDbm = signal }).AddAcked(Ft.AuthRequest(Typical.OtherAp), 100);

        Assert.That(Of(capture), Is.Empty);
    }

    private static byte[] Class3() => Frame.Deauthentication(Typical.Sta, Typical.OtherAp, 7);

    private static List<Finding> Of(CaptureBuilder capture) =>
        [.. Analyzed.Octets(capture.ToArray()).Findings.Where(finding => finding.Rule.Name == "ft-reassoc-then-class3")];
}
