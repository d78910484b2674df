using WsBridge.Analysis.Findings;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>After FT the few data frames that are always looked at tell whether anything came back.</summary>
internal sealed class DataSampleTests
{
    private const string Rule = "ft-then-full-association";
    private static readonly Typical Ft = new(4);

    [Test]
    public void Nothing_comes_back_for_a_second()
    {
        Finding found = Found(Again(Send(Moved(), 10, millisecondsApart: 200)));

        Assert.That((found.Severity, found.Fault), Is.EqualTo((Severity.Warn, Fault.Ap)));
        Assert.That(found.Message, Does.Contain("at least 4 encrypted frames in 1.4 s"));
    }

    [TestCase(50, TestName = "Ten frames in half a second prove nothing")]
    [TestCase(1, TestName = "Ten frames in a burst prove nothing")]
    public void Too_soon(int millisecondsApart) =>
        Assert.That(Found(Again(Send(Moved(), 10, millisecondsApart))).Severity, Is.EqualTo(Severity.Note));

    [Test]
    public void One_frame_of_the_AP_proves_the_key()
    {
        CaptureBuilder capture = Send(Moved(), 1, 200).AddAcked(Frame.ProtectedData(Typical.Sta, Typical.OtherAp, fromAp: true), 5);

        Assert.That(Found(Again(Send(capture, 10, 200))).Severity, Is.EqualTo(Severity.Note));
    }

    [Test]
    public void A_capture_that_never_had_data_from_an_AP_to_this_client_cannot_tell() =>
        Assert.That(Found(Again(Send(Ft.AddRoam(Ft.BeforeRoam(), Typical.Ap, Typical.OtherAp, 50), 10, 200))).Severity,
            Is.EqualTo(Severity.Note));

    private static Finding Found(CaptureBuilder capture) =>
        Analyzed.Octets(capture.ToArray(), looksAtData: false).Findings.Single(finding => finding.Rule.Name == Rule);

    private static CaptureBuilder Moved() =>
        Ft.AddRoam(Ft.BeforeRoam().Add(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: true), 5), Typical.Ap, Typical.OtherAp, 50);

    private static CaptureBuilder Send(CaptureBuilder capture, int frames, int millisecondsApart)
    {
        for (int i = 0; i < frames; i++)
        {
            capture.AddAcked(Frame.ProtectedData(Typical.Sta, Typical.OtherAp, fromAp: false), millisecondsApart);
        }

        return capture;
    }

    private static CaptureBuilder Again(CaptureBuilder capture)
    {
        byte[] request = Frame.AssociationRequest(Typical.Sta, Typical.OtherAp,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Ft.Rsne(), MakeElement.Mde()]);
        return capture.AddAcked(Ft.AuthRequest(Typical.OtherAp), 100).AddAcked(Ft.AuthResponse(Typical.OtherAp)).AddAcked(request);
    }
}
