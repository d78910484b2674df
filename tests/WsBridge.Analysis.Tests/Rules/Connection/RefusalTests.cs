using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules.Connection;

[TestFixture]
internal sealed class RefusalTests
{
    private static readonly ushort[] SeenInTheField =
    [
        1,
        10,
        13,
        14,
        15,
        17,
        30,
        31,
        37,
        40,
        41,
        42,
        43,
        44,
        45,
        49,
        51,
        53,
        54,
        55,
        72,
        76,
        77,
        93,
        126,
    ];

    [TestCaseSource(nameof(SeenInTheField))]
    public void A_status_that_is_seen_in_the_field_has_a_cause_of_its_own(int status) =>
        Assert.That(Refusal.Known, Does.Contain((ushort)status));

    [Test]
    public void Each_cause_is_of_a_status_that_has_a_name() =>
        Assert.That(Refusal.Known.Where(status => StatusCodes.Known(status) is null), Is.Empty);

    [Test]
    public void A_next_step_is_a_sentence_and_a_cause_the_rest_of_one() =>
        Assert.That(Refusal.Known.Select(Refusal.Of).Where(refusal => !refusal.Next.EndsWith('.') || refusal.Cause.EndsWith('.')),
            Is.Empty);

    [Test]
    public void A_refusal_is_a_warning_or_an_error() =>
        Assert.That(Refusal.Known.Select(status => Refusal.Of(status).Severity),
            Is.Not.Empty.And.All.EqualTo(Severity.Warn).Or.EqualTo(Severity.Error));

    [Test]
    public void A_status_without_a_cause_of_its_own_still_gets_a_next_step() => Assert.That(Refusal.Of(999).Next, Is.Not.Empty);

    /// <summary>A request of an attack tool that the AP took for SAE.</summary>
    [Test]
    public void A_request_with_several_AKMs_has_the_same_fault_as_its_refusal()
    {
        var typical = new Typical(2);
        byte[] request = Frame.AssociationRequest(Typical.Sta, Typical.Ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(new RsneOptions { Akms = [2, 8] })]);
        byte[] capture = new CaptureBuilder().Add(typical.Beacon()).AddAcked(typical.AuthRequest(), 5).AddAcked(typical.AuthResponse())
            .AddAcked(request).AddAcked(typical.AssocResponse(31)).ToArray();

        Finding refused = Analyzed.Octets(capture).Findings.Single(finding => finding.Rule.Name == "assoc-refused");

        Assert.That((refused.Severity, refused.Fault), Is.EqualTo((Severity.Error, Fault.Sta)));
        Assert.That(refused.Message, Does.Contain("does not select exactly one AKM"));
    }
}
