using System.Security.Cryptography;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Exchanges;

/// <summary>With a known key, management frames that are encrypted tell what they would in the clear.</summary>
[TestFixture]
internal sealed class SecuredManagementTests
{
    private static readonly KeyedTypical s_network = new(6);
    private static readonly byte[] s_rsne = MakeElement.Rsne(6, 0x4080);

    [TestCase(new byte[0], true, "has no OCI")]
    [TestCase(new byte[] { 81, 11, 0 }, true, "names channel 11")]
    [TestCase(new byte[] { 81, 1, 0 }, true, null)]
    [TestCase(new byte[0], false, null)]
    public void The_OCI_of_SA_Query_is_checked_where_a_key_decrypts_it(byte[] oci, bool isKnown, string? words)
    {
        byte[] query = [.. new OctetWriter().U16(7).ToArray(), .. oci.Length == 0 ? [] : MakeElement.Any(255, [54, .. oci])];
        CaptureBuilder capture = Handshake().Add(Encrypt(Frame.Action(Typical.Sta, Typical.Ap, true, 8, 0, query)), 100,
            new RadiotapOptions { FrequencyMHz = 2412 });

        Finding? found = Find(capture, "oci-missing-or-wrong", isKnown);

        Assert.That(found?.Message, words is null ? Is.Null : Does.Contain("the SA Query request of the AP").And.Contains(words));
        Assert.That(found?.Fault, words is null ? Is.Null : Is.EqualTo(Fault.Ap));
    }

    [Test]
    public void An_AP_that_continues_without_the_OCI_of_message_2_makes_it_a_note()
    {
        Finding? found = Find(Handshake(ofClient: []), "oci-missing-or-wrong", isKnown: true);

        Assert.That((found?.Severity, found?.Fault), Is.EqualTo(((Sdk.Severity?)Sdk.Severity.Note, (Fault?)Fault.Sta)));
        Assert.That(found!.Message, Does.EndWith("message 2 has no OCI, and the AP continues all the same."));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_encrypted_reason_is_read(bool isKnown)
    {
        CaptureBuilder capture = Handshake().Add(Encrypt(Frame.Deauthentication(Typical.Sta, Typical.Ap, 16)), 100);

        Assert.That(Find(capture, "group-handshake-timeout", isKnown), isKnown ? Is.Not.Null : Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_encrypted_request_to_move_explains_the_next_attempt(bool isKnown)
    {
        CaptureBuilder capture = Handshake().Add(Encrypt(Frame.BtmRequest(Typical.Sta, Typical.Ap)), 100)
            .Add(s_network.Typical.Beacon(Typical.OtherAp)).AddAcked(s_network.Typical.AuthRequest(Typical.OtherAp), 100)
            .AddAcked(s_network.Typical.AuthResponse(Typical.OtherAp));

        Assert.That(Analyze(capture, isKnown).Roams[^1].SteeredBy, Is.EqualTo(isKnown ? Steering.Btm : (Steering?)null));
    }

    private static byte[] Encrypt(byte[] frame)
    {
        Assume.That(AesCcm.IsSupported);
        using Ptk ptk = s_network.PtkOf(new Making());
        return MakeKeys.EncryptManagement(CipherSuite.Ccmp128, ptk.Tk, frame.WithSequence(900));
    }

    private static CaptureBuilder Handshake(byte[]? ofClient = null)
    {
        byte[][] elements = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), s_rsne];
        byte[] keyData = [.. s_rsne, .. MakeKde.Gtk(1, KeyedTypical.Gtk), .. MakeKde.Any(13, 81, 1, 0)];
        return new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, elements)).AddAcked(s_network.Typical.AuthRequest(), 5)
            .AddAcked(s_network.Typical.AuthResponse()).AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, elements))
            .AddAcked(s_network.Typical.AssocResponse()).AddAcked(s_network.M1())
            .AddAcked(s_network.M2(rsne: [.. s_rsne, .. ofClient ?? MakeKde.Any(13, 81, 1, 0)])).AddAcked(s_network.M3(keyData: keyData))
            .AddAcked(s_network.M4());
    }

    private static Finding? Find(CaptureBuilder capture, string rule, bool isKnown) =>
        Analyze(capture, isKnown).Findings.SingleOrDefault(finding => finding.Rule.Name == rule);

    private static Analyzed Analyze(CaptureBuilder capture, bool isKnown)
    {
        using var keys = new KeyTable(isKnown ? [KeyedTypical.GivenPassphrase] : []);
        return Analyzed.Octets(capture.ToArray(), keys);
    }
}
