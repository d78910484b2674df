using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>Message 2 of wpa2-ft-psk.pcapng with the MIC that each known mistake makes: exactly that mistake is named.</summary>
[TestFixture]
internal sealed class HypothesisTests
{
    private static readonly MacAddress Ap = Address("020000000000");
    private static readonly MacAddress OtherAp = Address("020000000100");
    private static readonly MacAddress Sta = Address("020000000200");
    private static readonly byte[] Ssid = MakeElement.Ssid("wireshark-ft-psk");
    private static readonly byte[] PmkR1Name = Octets.FromHex("94a8eeb64f69df004cc5dc5e99c31ec0");
    private static readonly byte[] Fte = MakeElement.Fte(new FteOptions { R1khId = Ap, R0khId = "kanstrup-ft" });

    [TestCase("c24646626f7dd147bbd582eebacb4167", "WSB-MIC-001", "right")]
    [TestCase("a90998ab93d75b298e507c910c0c4d77", "WSB-MIC-010", "PRF-SHA1")]
    [TestCase("889368423bd521754a542b62e3c41374", "WSB-MIC-010", "KDF-SHA256")]
    [TestCase("3285ca660aeab11d50f31956f976a239", "WSB-MIC-014", "R1KH-ID 02:00:00:00:01:00 (another AP)")]
    [TestCase("9f98d35bc29b06f6a2166b90d7a220e1", "WSB-MIC-016", "BSSID 02:00:00:00:01:00 (another AP)")]
    [TestCase("2f2333b9040467a3f11157bd984c9469", "WSB-MIC-016", "BSSID and R1KH-ID 02:00:00:00:01:00")]
    [TestCase("3b4475ea6bbd3f6be370820a2bfe23d3", "WSB-MIC-015", "truncated to 8 octets")]
    [TestCase("b0e5577ae020bffca2bc7a2b6a7cad64", "WSB-MIC-017", "MDID 0201 instead of 0102")]
    [TestCase("0c4aa52a977cccc834c7ea488b01733a", "WSB-MIC-023", "ANonce before SNonce")]
    [TestCase("c8a688ae9e616801f2c44355b2e31900", "WSB-MIC-018", "HMAC-SHA1")]
    [TestCase("8014a04362ff3245b2caee80fb4633b3", "WSB-MIC-018", "HMAC-SHA256")]
    [TestCase("28014d8d8c1f7001f147a9a83e7c3a8e", "WSB-MIC-012", "the passphrase of SSID \"other\"")]
    [TestCase("e892abaecf384364995b043eedf06cc9", "WSB-MIC-019", "computed twice")]
    [TestCase("ac0760bbbcfaf769a26bcc49b7aa0b5f", "WSB-MIC-019", "without its EAPOL header")]
    [TestCase("00112233445566778899aabbccddeeff", "WSB-MIC-002", "the client has a different key")]
    public void The_mistake_that_makes_the_MIC_is_named_and_no_other(string mic, string rule, string words)
    {
        using var keys = new KeyTable(
        [
            new KnownKey(KeyKind.Passphrase, "12345678"u8, "the right one", new KeyBinding { Ssid = "wireshark-ft-psk"u8.ToArray() }),
            new KnownKey(KeyKind.Passphrase, "12345679"u8, "that of the other", new KeyBinding { Ssid = "other"u8.ToArray() }),
        ]);

        Finding[] found = [.. Analyzed.Octets(Capture(Octets.FromHex(mic)),
            keys).Findings.Where(finding => finding.Rule.Id.StartsWith("WSB-MIC", StringComparison.Ordinal))];

        Assert.That(found.Select(finding => finding.Rule.Id), Is.EqualTo([rule]));
        Assert.That(found[0].Message, Does.Contain(words));
    }

    [Test]
    public void Where_the_AP_goes_on_both_sides_agree_and_nothing_is_said()
    {
        using var keys = new KeyTable([KeyedTypical.GivenPassphrase]);
        var network = new KeyedTypical(4);
        var made = new Making { WithKdk = true };

        byte[] capture = network.Association().AddAcked(network.M1()).AddAcked(network.M2(made: made)).AddAcked(network.M3(made: made))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000).ToArray();

        Assert.That(Analyzed.Octets(capture,
            keys).Findings.Where(finding => finding.Rule.Id.StartsWith("WSB-MIC", StringComparison.Ordinal)), Is.Empty);
    }

    private static byte[] Capture(byte[] mic)
    {
        byte[] aNonce = Octets.FromHex("f81b3ec23bbb36bcb0abe8ea8873667d4fd7e9b9cf2f6021003b91075eba21d9");
        byte[] sNonce = Octets.FromHex("19f19721a13d50a66725eca2d90f3589ffc675e317b66b8b0cbe02fe0774cb22");
        byte[] m2 =
            MakeEapol.Key(MakeEapol.M2(sNonce, Octets.Join(MakeElement.Rsne(4, 0, PmkR1Name), MakeElement.Mde(), Fte), mic,
                3) with
            { Version = 1 });
        CaptureBuilder capture = new CaptureBuilder()
            .Add(Frame.Beacon(Ap, Ssid, MakeElement.Rsne(4), MakeElement.Mde()))
                .Add(Frame.Beacon(OtherAp, Ssid, MakeElement.Rsne(4), MakeElement.Mde()))
            .AddAcked(Frame.Authentication(Sta, Ap)).AddAcked(Frame.Authentication(Sta, Ap, transaction: 2))
            .AddAcked(Frame.AssociationRequest(Sta, Ap, Ssid, MakeElement.Rsne(4), MakeElement.Mde()))
            .AddAcked(Frame.AssociationResponse(Sta, Ap, 0, MakeElement.Mde(), Fte));
        for (int i = 0; i < 4; i++)
        {
            // The same octets four times; the replay counter is covered by the MIC.
            capture.AddAcked(Frame.EapolKey(Sta, Ap, MakeEapol.M1(aNonce, version: 3)),
                1000).AddAcked(Frame.Eapol(Sta, Ap, fromAp: false, m2), 5);
        }

        return capture.AddAcked(Frame.Deauthentication(Sta, Ap, 15), 1000).ToArray();
    }

    private static MacAddress Address(string hex) => MacAddress.Read(Octets.FromHex(hex));
}
