using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>Cisco's adaptive 802.11r: the Beacon offers PSK alone beside an MDE and an element of Cisco, the client takes FT-PSK.</summary>
[TestFixture]
internal sealed class AdaptiveFtTests
{
    private static readonly KeyedTypical Ft = new(4);
    private static readonly byte[] CiscoElement = MakeElement.Vendor(0x004096, 0x2C, 0, 1);

    [Test]
    public void An_FT_AKM_that_the_Beacon_leaves_out_on_purpose_is_no_error()
    {
        using var keys = new KeyTable([KeyedTypical.GivenPassphrase]);

        Assert.That(Analyzed.Octets(Capture(CiscoElement), keys).Findings.Where(finding => finding.Severity >= Sdk.Severity.Warn)
            .Select(finding => finding.Message), Is.Empty);
    }

    [Test]
    public void Without_the_element_of_Cisco_it_is()
    {
        using var keys = new KeyTable([KeyedTypical.GivenPassphrase]);

        Assert.That(
            string.Join(' ',
            Analyzed.Octets(Capture(MakeElement.SupportedRates()), keys).Findings.Where(finding => finding.Severity == Sdk.Severity.Error)
            .Select(finding => finding.Rule.Name)),
            Is.EqualTo("ft-m3-rsne-vs-beacon ft-reassocresp-rsne"));
    }

    private static byte[] Capture(byte[] more) => new CaptureBuilder().Add(Beacon(Typical.Ap, more)).Add(Beacon(Typical.OtherAp, more))
        .AddAcked(Ft.Typical.AuthRequest(), 5).AddAcked(Ft.Typical.AuthResponse()).AddAcked(Ft.Typical.AssocRequest())
        .AddAcked(Testing.Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, [MakeElement.SupportedRates(), .. Ft.MdeAndFte]))
        .AddAcked(Ft.M1()).AddAcked(Ft.M2()).AddAcked(Ft.M3()).AddAcked(Ft.M4())
        .AddAcked(Ft.Typical.FtRequest(rsne: Ft.Typical.Rsne(Ft.PmkR0Name)),
            500).AddAcked(Ft.Typical.FtResponse(rsne: Ft.Typical.Rsne(Ft.PmkR0Name)))
        .AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse()).ToArray();

    private static byte[] Beacon(MacAddress ap, byte[] more) =>
        Testing.Frame.Beacon(ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(2), MakeElement.Mde(), more]);
}
