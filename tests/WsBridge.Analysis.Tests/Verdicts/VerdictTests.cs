using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Verdicts;

/// <summary>The sentence to forward: what the keys prove of a failed exchange, and who is at fault by it.</summary>
[TestFixture]
internal sealed class VerdictTests
{
    private static readonly KeyedTypical Psk = new(2);
    private static readonly KeyedTypical Ft = new(4);
    private static readonly byte[] Msk = [.. Enumerable.Range(1, 64).Select(octet => (byte)octet)];
    private static readonly KeyedTypical Eap = new(1) { Pmk = Msk[..32] };
    private static readonly KnownKey AnybodysPassphrase = new(KeyKind.Passphrase, "scenario passphrase"u8, "anybody's");

    [Test]
    public void A_correct_message_2_that_the_AP_drops_although_RADIUS_gave_it_the_key()
    {
        CaptureBuilder capture = Eap.InVain(new Making(), association: WithEap());

        Assert.That(Single(capture, Delivered(10_000)),
            Is.EqualTo("ap: The client's MIC verifies with the key that RADIUS delivered at 00:00:00; the AP dropped a correct message 2, "
            + "sent 3 times."));
    }

    [Test]
    public void A_correct_message_2_of_a_key_that_the_AP_itself_has_named()
    {
        byte[] pmkid = new byte[Pmkid.Size];
        Pmkid.Compute(KeyHash.Sha1, Msk.AsSpan(0, 32), Typical.Ap, Typical.Sta, pmkid);
        CaptureBuilder capture = Eap.Association();
        for (ulong replay = 1; replay <= 3; replay++)
        {
            capture.AddAcked(Eap.M1(replay, pmkid: pmkid), replay == 1 ? 1 : 1000).AddAcked(Eap.M2(replay), 5);
        }

        Assert.That(Single(capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000),
            new KnownKey(KeyKind.Msk, Msk, "keys.txt, line 1")),
            Is.EqualTo("ap: The client's MIC verifies with the key (keys.txt, line 1), whose PMKID the AP itself sent in message 1; the AP "
            + "dropped a correct message 2, sent 3 times."));
    }

    [Test]
    public void A_correct_message_2_of_a_key_that_the_AP_uses()
    {
        CaptureBuilder later = Psk.Handshake().AddAcked(Psk.Typical.AuthRequest(), 2000).AddAcked(Psk.Typical.AuthResponse())
            .AddAcked(Psk.Typical.AssocRequest()).AddAcked(Psk.Typical.AssocResponse());

        Assert.That(Single(Psk.InVain(new Making(), association: later), AnybodysPassphrase),
            Does.StartWith("ap: ").And.Contains("with which this AP has completed handshakes"));
    }

    [Test]
    public void Whether_the_AP_has_the_key_may_not_be_known() =>
        Assert.That(Single(Psk.InVain(new Making()), KeyedTypical.GivenPassphrase),
            Is.EqualTo("unknown: The client's MIC verifies with the passphrase (keys.txt, line 1); if the AP has the same key, it dropped "
            + "a correct message 2, sent 3 times."));

    [Test]
    public void Other_keys_on_both_sides() =>
        Assert.That(Single(Psk.InVain(new Making { Pmk = KeyedTypical.PskOf("another passphrase") }), KeyedTypical.GivenPassphrase),
            Is.EqualTo("config: None of 3 transmissions of message 2 verifies with the passphrase (keys.txt, line 1), given for this SSID: "
            + "the client has a different passphrase."));

    [Test]
    public void An_ANonce_that_the_AP_has_replaced()
    {
        byte[] first = Octets.Repeat(0xA2, 32);
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1(1, first));
        for (ulong replay = 2; replay <= 4; replay++)
        {
            capture.AddAcked(Psk.M1(replay), 1000).AddAcked(Psk.M2(replay, new Making { ANonce = first }), 5);
        }

        Finding finding = Failures(capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000),
            KeyedTypical.GivenPassphrase).Single(found => found.Verdict is not null);

        Assert.That(finding.Verdict,
            Is.EqualTo("The client computed the MIC of message 2 wrongly: it verifies only with ANonce a2a2a2a2… of an earlier message 1, "
            + "which the AP has replaced with a1a1a1a1… (the passphrase (keys.txt, line 1))."));
        Assert.That(finding.Fault, Is.EqualTo(Fault.Sta));
        Assert.That(finding.Related.Single(frame => frame.Why == "message 1 with the ANonce that the client used").Frame.Id,
            Is.EqualTo(10));
    }

    [Test]
    public void A_message_2_that_was_refused_at_once()
    {
        CaptureBuilder capture = Ft.Association().AddAcked(Ft.M1())
            .AddAcked(Ft.M2(rsne: Ft.Typical.Rsne(Ft.PmkR1Name(), Typical.CachedPmkid)))
                .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 20);

        Assert.That(Single(capture, KeyedTypical.GivenPassphrase),
            Is.EqualTo("sta: The client's MIC verifies with the passphrase (keys.txt, line 1); the AP rejected message 2 at once because "
            + "of an element such as its 2 PMKIDs, not because of its MIC."));
    }

    [Test]
    public void A_message_2_with_a_right_MIC_and_a_wrong_element() =>
        Assert.That(Single(new Rules.FastTransition.FtM2Pmkr1nameWrongScenario().Violation(), KeyedTypical.GivenPassphrase),
            Is.EqualTo("sta: The client's MIC verifies with the passphrase (keys.txt, line 1), but the AP could not accept message 2 for "
            + "another reason: WSB-FT-007 (ft-m2-pmkr1name-wrong)."));

    [Test]
    public void A_capture_that_leaves_open_whether_the_AP_went_on()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).Add(Psk.Typical.Beacon(), 20_000);

        Assert.That(Single(capture, KeyedTypical.GivenPassphrase),
            Is.EqualTo("unknown: The client's MIC verifies with the passphrase (keys.txt, line 1); the capture does not show whether the "
            + "AP continued."));
    }

    [TestCase(2, "the passphrase of this SSID", "config")]
    [TestCase(1, "a capture between AP and RADIUS server with their secret", "unknown")]
    [TestCase(8, "the PMK of this attempt", "unknown")]
    public void Without_keys_it_is_said_which_would_tell(int akm, string needed, string fault)
    {
        CaptureBuilder capture = new KeyedTypical(akm).InVain(new Making());

        Assert.That(Single(capture), Does.StartWith($"{fault}: Cannot verify the client's MIC without the PMK; supply {needed}"));
        Assert.That(Single(capture, new KnownKey(KeyKind.Pmk, new byte[32], "another")),
            Does.StartWith($"{fault}: The MIC of message 2 does not verify with any known key; supply {needed}"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Without_message_1_no_key_can_check_the_MIC_and_that_is_said(bool hasKey)
    {
        CaptureBuilder capture = Psk.Association();
        for (ulong replay = 1; replay <= 3; replay++)
        {
            capture.AddAcked(Psk.M2(replay), 1000);
        }

        Assert.That(Single(capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000),
            hasKey ? [KeyedTypical.GivenPassphrase] : []),
            Is.EqualTo("unknown: Cannot verify the MIC of message 2 with any key: message 1, whose ANonce goes into the PTK, was not "
            + "captured."));
    }

    [Test]
    public void An_ANonce_that_may_be_another_is_no_proof_of_another_key()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1(1, Octets.Repeat(0xA2, 32)));
        capture.AddAcked(Psk.M2(2), 1000).AddAcked(Psk.M2(3), 1000).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);

        Assert.That(Single(capture, KeyedTypical.GivenPassphrase),
            Does.StartWith("unknown: The MIC of message 2 does not verify with any known key and the ANonce of an earlier message 1; the "
            + "message 1 that it answers was not captured"));
    }

    [Test]
    public void Without_message_2_no_key_can_check_message_3()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1());
        for (ulong replay = 2; replay <= 5; replay++)
        {
            capture.AddAcked(Psk.M3(replay), 1000);
        }

        Assert.That(Single(capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000), KeyedTypical.GivenPassphrase),
            Is.EqualTo("unknown: Cannot verify the MICs of messages 3 and 4 with any key: message 2, whose SNonce goes into the PTK, was "
            + "not captured."));
    }

    [Test]
    public void An_answer_to_message_3_that_never_came()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2());
        for (ulong replay = 2; replay <= 5; replay++)
        {
            capture.AddAcked(Psk.M3(replay), replay == 2 ? 1 : 1000);
        }

        Assert.That(Single(capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000), KeyedTypical.GivenPassphrase),
            Is.EqualTo("unknown: Both sides have the passphrase (keys.txt, line 1) and message 3 verifies; the client dropped a correct "
            + "message 3, or its message 4 was lost and later ones were encrypted."));
    }

    [Test]
    public void A_message_3_that_the_client_refused_for_its_contents() =>
        Assert.That(Single(Psk.RefusedM3([MakeElement.Rsne(2, 0x000C)], 17), KeyedTypical.GivenPassphrase),
            Is.EqualTo("ap: Both sides have the passphrase (keys.txt, line 1); the client could not accept the contents of message 3: "
            + "WSB-4WH-002 (m3-rsne-vs-beacon)."));

    [Test]
    public void An_FT_reassociation_refused_over_its_FTE()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refused(Ft.ReassocRequest()),
                Does.StartWith("ap: The STA's FTE MIC verifies with the passphrase (keys.txt, line 1); the AP refused a correct request"));
            Assert.That(Refused(Ft.ReassocRequest(mic: Octets.Repeat(0x77, 16))),
                Does.StartWith("sta: The STA computed its FTE MIC wrongly: it does not verify"));
            Assert.That(Refused(Ft.ReassocRequest(sequence: 6)),
                Does.StartWith("sta: ").And.EndsWith("it verifies only with sequence number 6 in place of 5."));
        }

        static string Refused(byte[] request) =>
            Single(Ft.BeforeReassociation().AddAcked(request).AddAcked(Ft.Typical.ReassocResponse(55)), KeyedTypical.GivenPassphrase);
    }

    [Test]
    public void An_FT_request_refused_for_its_PMKR0Name()
    {
        CaptureBuilder Asking(byte[] name) =>
            Ft.Handshake().Add(Ft.Typical.Beacon(Typical.OtherAp), 200).AddAcked(Ft.Typical.FtRequest(rsne: Ft.Typical.Rsne(name)),
                50).AddAcked(Ft.Typical.FtResponse(status: 53));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Single(Asking(Ft.PmkR0Name), KeyedTypical.GivenPassphrase),
                Is.EqualTo("ap: The STA names the right PMK-R0, derived from the passphrase (keys.txt, line 1); the AP did not obtain the "
                + "PMK-R1 that belongs to it."));
            Assert.That(Single(Asking(Octets.Repeat(0xB2, 16)), KeyedTypical.GivenPassphrase),
                Does.StartWith("sta: The STA names a PMK-R0 that is not derived from the passphrase (keys.txt, line 1)"));
            Assert.That(Single(Asking(Ft.PmkR0Name)), Does.StartWith("unknown: Cannot verify the STA's PMKR0Name without the PMK"));
        }
    }

    [Test]
    public void A_handshake_that_completes_has_none() =>
        Assert.That(Failures(Psk.Handshake(), KeyedTypical.GivenPassphrase).Select(finding => finding.Verdict), Is.Not.Empty.And.All.Null);

    private static CaptureBuilder WithEap() =>
        Eap.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 25)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 1));

    private static KnownKey Delivered(long microseconds)
    {
        long begins = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        return new KnownKey(KeyKind.Msk, Msk, "RADIUS",
            new KeyBinding { Sta = Typical.Sta, FromMicroseconds = begins + microseconds })
        { IsFromRadius = true };
    }

    private static string Single(CaptureBuilder capture, params KnownKey[] keys)
    {
        Finding finding = Failures(capture, keys).Single(found => found.Verdict is not null);
        return $"{finding.Fault.ToText()}: {finding.Verdict}";
    }

    // Keys are used by several tests, so that the table does not dispose of them.
    private static IReadOnlyList<Finding> Failures(CaptureBuilder capture, params KnownKey[] keys) =>
        Analyzed.Octets(capture.ToArray(), new KeyTable(keys)).Findings;
}
