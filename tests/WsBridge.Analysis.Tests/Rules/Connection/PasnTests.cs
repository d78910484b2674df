using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>PASN makes keys for ranging: it begins no attempt, and ends no association.</summary>
[TestFixture]
internal sealed class PasnTests
{
    private const int Pasn = 7;

    private static readonly Typical s_network = new(2);

    [Test]
    public void With_an_AP_where_the_client_is_not_associated_it_is_no_attempt() =>
        Assert.That(Analyzed.Octets(Exchange(new CaptureBuilder().Add(s_network.Beacon())).ToArray()).Roams, Is.Empty);

    [Test]
    public void With_its_own_AP_the_association_goes_on()
    {
        CaptureBuilder capture = Exchange(s_network.Handshake()).AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: false), 100);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Success }));
        Assert.That(analyzed.Roams[0].FirstDataUpMs, Is.Not.Null);
    }

    [Test]
    public void A_refusal_is_a_note()
    {
        Analyzed analyzed = Analyzed.Octets(Exchange(new CaptureBuilder().Add(s_network.Beacon()), status: 77).ToArray());

        Finding finding = analyzed.Findings.Single(finding => finding.Rule.Name == "auth-refused");
        Assert.That((finding.Severity, finding.Roam), Is.EqualTo((Sdk.Severity.Note, (int?)null)));
        Assert.That(finding.Message, Does.StartWith("The AP refused PASN authentication with status 77"));
        Assert.That(analyzed.Roams, Is.Empty);
    }

    [Test]
    public void To_be_put_off_with_a_cookie_is_no_refusal()
    {
        CaptureBuilder capture = Exchange(Exchange(new CaptureBuilder().Add(s_network.Beacon()), status: 30));

        Assert.That(Analyzed.Octets(capture.ToArray()).Findings, Is.Empty);
    }

    private static CaptureBuilder Exchange(CaptureBuilder capture, int status = 0) =>
        capture.AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, Pasn), 100)
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, Pasn, 2, status))
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, Pasn, 3));
}
