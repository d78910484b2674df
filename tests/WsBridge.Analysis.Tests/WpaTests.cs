using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tests.Comparison;
using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>WPA as it was before RSN: told from open, and its MICs verified.</summary>
[TestFixture]
internal sealed class WpaTests
{
    [Test]
    public void WPA_is_psk_from_the_first_frame_to_message_4_and_said_once([Values(1, 2)] int version)
    {
        Analyzed analyzed = Of(new KeyedWpa(version).WithGroup());

        Roam roam = analyzed.Roams.Single();
        Assert.That((roam.Type, roam.Authentication, roam.Outcome, roam.Akm),
            Is.EqualTo((RoamType.Psk, RoamAuthentication.Psk, RoamOutcome.Success, AkmSuite.WpaPsk)));
        Assert.That(analyzed.Findings.Select(finding => finding.Message),
            Is.EqualTo(new[] { $"Associated with {Typical.Ap} via psk in 12.4 ms." }));
    }

    [Test]
    public void A_WPA_association_without_its_handshake_is_no_success()
    {
        Analyzed analyzed = Of(new KeyedWpa(1).Association());

        Assert.That(analyzed.Findings, Is.Empty);
        Assert.That((analyzed.Roams.Single().Type, analyzed.Roams.Single().Outcome),
            Is.EqualTo(((RoamType?)RoamType.Psk, RoamOutcome.Incomplete)));
    }

    [Test]
    public void All_MICs_of_WPA_verify_with_the_passphrase([Values(1, 2)] int version)
    {
        List<MicState> states = MicsOf(new KeyedWpa(version).Handshake());

        Assert.That(states, Is.EqualTo(new[] { MicState.Valid, MicState.Valid, MicState.Valid }));
    }

    [Test]
    public void A_wrong_passphrase_is_seen_by_the_MIC_of_message_2([Values(1, 2)] int version)
    {
        var wpa = new KeyedWpa(version);
        CaptureBuilder capture = wpa.Association();
        for (ulong replay = 1; replay <= 4; replay++)
        {
            capture.AddAcked(wpa.M1(replay), replay == 1 ? 1 : 1000).AddAcked(wpa.M2(replay, passphrase: "another passphrase"), 5);
        }

        capture.AddAcked(Testing.Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);

        using var keys = new KeyTable([KeyedTypical.GivenPassphrase]);
        Finding worst =
            Analyzed.Octets(capture.ToArray(),
                keys).Findings.Single(finding => finding.Severity == Severity.Error && finding.Rule.Name == "mic-invalid");

        Assert.That(worst.Verdict, Does.Contain("passphrase"));
        Assert.That(MicsOf(capture), Is.Not.Empty.And.All.EqualTo(MicState.NoKey));
    }

    [Test]
    public void A_group_key_that_comes_twice_is_noticed_through_RC4_and_AES_Key_Wrap([Values(1, 2)] int version)
    {
        var wpa = new KeyedWpa(version);
        CaptureBuilder same = wpa.WithGroup().AddAcked(wpa.Group1(KeyedWpa.Gtk, 4), 60_000).AddAcked(wpa.Group2(4));
        CaptureBuilder fresh = wpa.WithGroup().AddAcked(wpa.Group1(Octets.Repeat(0x7C, 32), 4), 60_000).AddAcked(wpa.Group2(4));

        using var keys = new KeyTable([KeyedTypical.GivenPassphrase]);
        Assert.That(Analyzed.Octets(same.ToArray(), keys).Findings.Select(finding => finding.Rule.Name),
            Has.Exactly(1).EqualTo("gtk-same"));
        Assert.That(Analyzed.Octets(fresh.ToArray(), keys).Findings.Select(finding => finding.Rule.Name), Has.None.EqualTo("gtk-same"));
    }

    [Test]
    public void Another_WPA_element_in_message_2_is_an_error_and_a_field_left_out_is_none()
    {
        var wpa = new KeyedWpa(1);
        Finding finding =
            Of(wpa.Association().AddAcked(wpa.M1())
                .AddAcked(wpa.M2(element: MakeElement.Wpa(pairwise: 4)))).Findings.Single(finding => finding.Severity == Severity.Error);

        Assert.That(finding.Rule.Name, Is.EqualTo("m2-rsne-vs-assocreq"));
        Assert.That(finding.Message,
            Is.EqualTo("The WPA element of message 2 differs from the association request in the pairwise cipher suite (CCMP-128 instead "
            + "of TKIP)."));
        Assert.That(Of(wpa.Association().AddAcked(wpa.M1()).AddAcked(wpa.M2(element: MakeElement.Wpa(capabilities: 0)))).Findings,
            Is.Empty);
    }

    [Test]
    public void Another_WPA_element_in_message_3_than_in_the_Beacon_is_seen_without_a_key()
    {
        var wpa = new KeyedWpa(1);
        Finding finding =
            Of(wpa.Association().AddAcked(wpa.M1()).AddAcked(wpa.M2())
                .AddAcked(wpa.M3(element: MakeElement.Wpa(akm: 1)))).Findings.Single(finding => finding.Severity == Severity.Error);

        Assert.That(finding.Rule.Name, Is.EqualTo("m3-rsne-vs-beacon"));
        Assert.That(finding.Message, Is.EqualTo("The WPA element of message 3 has AKM WPA-EAP; the Beacon has AKM WPA-PSK."));
    }

    [Test]
    public void Two_captures_are_compared_by_the_fields_of_the_WPA_element() =>
        Assert.That(
            Comparing.Of(new KeyedWpa(1).Handshake(), new KeyedWpa(2).Handshake(), 1, 1).Differences.Select(Comparing.Words),
            Has.Some.EqualTo("assoc_req WPA Pairwise Cipher Suite List: TKIP | CCMP-128"));

    [Test]
    public void Key_data_of_the_group_key_handshake_are_ciphertext_though_no_flag_says_so()
    {
        byte[] pdu =
            MakeEapol.Key(new EapolKeyOptions
            {
                DescriptorType = 254,
                KeyInformation = 0x0391,
                KeyData = [0xDD, 22, .. Octets.Repeat(0, 22)],
            });

        Assert.That(Eapol.TryParse(pdu, out Eapol eapol, out _) && EapolKey.TryParse(eapol, 16, out EapolKey key, out _), Is.True);
        Assert.That(Eapol.TryParse(pdu, out eapol, out _) && EapolKey.TryParse(eapol, 16, out key, out _)
            && key is { HasEncryptedKeyData: true, IsWpaGroup1: true } && key.Kdes().KeyData.IsEmpty, Is.True);
    }

    private static Analyzed Of(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray());

    private static List<MicState> MicsOf(CaptureBuilder capture)
    {
        using var keys = new KeyTable([KeyedTypical.GivenPassphrase]);
        var states = new List<MicState>();
        Analyzed.Octets(capture.ToArray(), keys, facts =>
        {
            if (facts.HandshakeMessage > 1)
            {
                states.Add(facts.Mic);
            }
        });
        return states;
    }
}
