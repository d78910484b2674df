using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>A request without RSNE and WPA element is not always of an open network.</summary>
[TestFixture]
internal sealed class NetworkSecurityTests
{
    private const int Privacy = 0x10;

    private static readonly MacAddress Sta = Typical.Sta;
    private static readonly MacAddress Ap = Typical.Ap;

    [Test]
    public void Without_Privacy_it_is_open()
    {
        Analyzed analyzed = Of(0, 0);

        Assert.That((analyzed.Roams.Single().Type, analyzed.Roams.Single().Outcome),
            Is.EqualTo(((RoamType?)RoamType.Open, RoamOutcome.Success)));
        Assert.That(analyzed.Findings.Single().Message, Does.Contain(" via open in "));
    }

    [TestCase(0, Privacy)]
    [TestCase(Privacy, 0)]
    [TestCase(Privacy, Privacy)]
    public void With_Privacy_and_nothing_else_it_is_WEP_which_is_no_type(int ofRequest, int ofBeacon)
    {
        Analyzed analyzed = Of(ofRequest, ofBeacon);

        Assert.That((analyzed.Roams.Single().Type, analyzed.Roams.Single().Outcome, analyzed.Roams.Single().Security),
            Is.EqualTo(((RoamType?)null, RoamOutcome.Success, NetworkSecurity.Wep)));
        Assert.That(analyzed.Findings.Single().Message, Is.EqualTo($"Associated with {Ap} (WEP) in 3.2 ms."));
    }

    [Test]
    public void Shared_Key_authentication_is_WEP()
    {
        CaptureBuilder capture = new CaptureBuilder().AddAcked(Frame.Authentication(Sta, Ap, 1, 1))
            .AddAcked(Frame.Authentication(Sta, Ap, 1, 2, 0, MakeElement.Any(16, Octets.Repeat(0x33, 128))))
            .AddAcked(Frame.Authentication(Sta, Ap, 1, 4)).AddAcked(Request(0)).AddAcked(Response());

        Assert.That((OfCapture(capture).Roams.Single().Security, OfCapture(capture).Roams.Single().Outcome),
            Is.EqualTo((NetworkSecurity.Wep, RoamOutcome.Success)));
    }

    [Test]
    public void A_client_without_RSNE_at_a_BSS_that_has_one_is_neither_open_nor_WEP()
    {
        Analyzed analyzed = Of(Privacy, Privacy, ofBeacon: MakeElement.Rsne(2));

        Assert.That((analyzed.Roams.Single().Type, analyzed.Roams.Single().Security, analyzed.Roams.Single().Outcome),
            Is.EqualTo(((RoamType?)null, NetworkSecurity.Unknown, RoamOutcome.Incomplete)));
    }

    private static IEnumerable<TestCaseData> Elements() =>
    [
        new TestCaseData(MakeElement.Any(68, Octets.Repeat(1, 20)), NetworkSecurity.Wapi).SetArgDisplayNames("WAPI"),
        new TestCaseData(MakeElement.Vendor(0x506F9A, 18, Octets.Repeat(1, 20)), NetworkSecurity.Osen).SetArgDisplayNames("OSEN"),
        new TestCaseData(MakeElement.Vendor(0x0050F2, 4, 0x10, 0x4A, 0, 1, 0x10), NetworkSecurity.Wps).SetArgDisplayNames("WPS"),
    ];

    [TestCaseSource(nameof(Elements))]
    public void What_has_elements_of_its_own_is_not_open(byte[] element, object security)
    {
        Roam roam = Of(Privacy, Privacy, element).Roams.Single();

        Assert.That((roam.Type, roam.Security), Is.EqualTo(((RoamType?)null, (NetworkSecurity)security)));
    }

    private static Analyzed Of(int ofRequest, int beacon, byte[]? element = null, byte[]? ofBeacon = null) => OfCapture(new CaptureBuilder()
        .Add(WithPrivacy(Frame.Beacon(Ap, [MakeElement.Ssid(Typical.NetworkName), .. ofBeacon is null ? (byte[][])[] : [ofBeacon]]), 34,
            beacon))
        .AddAcked(Frame.Authentication(Sta, Ap)).AddAcked(Frame.Authentication(Sta, Ap, transaction: 2))
        .AddAcked(Request(ofRequest, element)).AddAcked(Response()));

    private static byte[] Request(int privacy, byte[]? element = null) =>
        WithPrivacy(Frame.AssociationRequest(Sta, Ap,
            [MakeElement.Ssid(Typical.NetworkName), .. element is null ? (byte[][])[] : [element]]), 24, privacy);

    private static byte[] Response() => WithPrivacy(Frame.AssociationResponse(Sta, Ap, 0, [MakeElement.SupportedRates()]), 24, 0);

    private static byte[] WithPrivacy(byte[] frame, int offset, int privacy)
    {
        frame[offset] = (byte)((frame[offset] & ~Privacy) | privacy);
        return frame;
    }

    private static Analyzed OfCapture(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray());
}
