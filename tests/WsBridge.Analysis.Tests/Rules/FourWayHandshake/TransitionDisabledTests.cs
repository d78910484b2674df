using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>What each bit means to a client that uses the newer security, and to one that does not.</summary>
[TestFixture]
internal sealed class TransitionDisabledTests
{
    private static readonly byte[] Pmk = Octets.Repeat(0x3E, 32);

    [TestCase(8, 0x01, "WPA3-Personal in this client's", "offer only WPA2-Personal (PSK) (key: here).")]
    [TestCase(9, 0x03, "WPA3-Personal and SAE-PK in this client's", "offer only WPA2-Personal (PSK) or SAE without SAE-PK (key: here).")]
    [TestCase(5, 0xF5, "WPA3-Enterprise in this client's", "offer only WPA2-Enterprise (key: here).")]
    [TestCase(18, 0x08, "Enhanced Open (OWE) in this client's", "offer only open access without encryption (key: here).")]
    [TestCase(2, 0x01, "WPA3-Personal for clients", "this one uses PSK (key: here).")]
    public void The_sentence_names_what_the_client_turns_off(int akm, int bitmap, string modes, string refused)
    {
        Finding finding = Of(With(new KeyedTypical(akm) { Pmk = Pmk }, (byte)bitmap)).Single();

        Assert.That(finding.Message, Does.Contain($"the transition mode of {modes}").And.EndWith(refused));
        Assert.That((finding.Severity, finding.Fault), Is.EqualTo((Sdk.Severity.Chat, Fault.None)));
    }

    [TestCase]
    [TestCase(0x00)]
    [TestCase(0xF0)]
    public void Nothing_is_said_without_a_defined_bit(params int[] bitmap) =>
        Assert.That(Of(With(new KeyedTypical(8) { Pmk = Pmk }, [.. bitmap.Select(octet => (byte)octet)])), Is.Empty);

    [TestCase(0x01, 1)]
    [TestCase(0x03, 2)]
    public void A_client_that_comes_back_is_told_again_only_where_the_bitmap_differs(int later, int count)
    {
        var network = new KeyedTypical(8) { Pmk = Pmk };
        CaptureBuilder capture = With(network, 0x01).AddAcked(network.Typical.AuthRequest(), 5000).AddAcked(network.Typical.AuthResponse())
            .AddAcked(network.Typical.AssocRequest()).AddAcked(network.Typical.AssocResponse());

        Assert.That(Of(AddHandshake(capture, network, (byte)later)), Has.Count.EqualTo(count));
    }

    private static CaptureBuilder With(KeyedTypical network, params byte[] bitmap) => AddHandshake(network.Association(), network, bitmap);

    private static CaptureBuilder AddHandshake(CaptureBuilder capture, KeyedTypical network, params byte[] bitmap)
    {
        byte[] kde = MakeElement.Vendor(VendorOui.WifiAlliance, 0x20, bitmap);
        byte[] keyData = Octets.Join([network.M2Rsne, .. network.MdeAndFte, kde, MakeKde.Gtk(1, KeyedTypical.Gtk)]);
        return capture.AddAcked(network.M1()).AddAcked(network.M2()).AddAcked(network.M3(keyData: keyData)).AddAcked(network.M4());
    }

    private static List<Finding> Of(CaptureBuilder capture)
    {
        using var keys = new KeyTable([new KnownKey(KeyKind.Pmk, Pmk, "here", KeyBinding.None)]);
        return [.. Analyzed.Octets(capture.ToArray(), keys).Findings.Where(finding => finding.Rule.Name == "transition-disabled")];
    }
}
