using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Verdicts;

/// <summary>The next step after a message 2 that was not accepted goes by what is known of it.</summary>
[TestFixture]
internal sealed class KeyStepTests
{
    private static readonly KeyedTypical Psk = new(2);

    [TestCase(2, "Supply the passphrase (--psk 'Scenario=PASSPHRASE' or --keys FILE) to check the MIC of message 2.")]
    [TestCase(1, "Supply a capture between AP and RADIUS server (--radius CAPTURE --radius-secret-file FILE), or the MSK (--keys FILE), to "
        + "check the MIC of message 2.")]
    [TestCase(8, "Supply the PMK from the log of client or AP (--keys FILE) to check the MIC of message 2.")]
    public void Where_a_key_would_tell_that_is_the_step(int akm, string next) =>
        Assert.That(NextOf(new KeyedTypical(akm).InVain(new Making())), Is.EqualTo(next));

    [Test]
    public void After_reason_2_at_once_the_elements_are_compared() =>
        Assert.That(NextOf(Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2())
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 20)),
                Does.StartWith("Compare RSNE, RSNXE, MDE and FTE of message 2"));

    [Test]
    public void A_right_MIC_leads_to_the_AP() =>
        Assert.That(NextOf(Psk.InVain(new Making()), KeyedTypical.GivenPassphrase),
            Does.StartWith("The client's MIC is valid: see the AP's log"));

    [Test]
    public void No_key_is_asked_for_where_none_can_tell()
    {
        CaptureBuilder capture = Psk.Association();
        for (ulong replay = 1; replay <= 3; replay++)
        {
            capture.AddAcked(Psk.M2(replay), 1000);
        }

        Assert.That(NextOf(capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000)),
            Does.StartWith("See the AP's log; no key helps here because message 1, whose ANonce goes into the PTK, was not captured"));
    }

    [Test]
    public void A_suspected_passphrase_is_asked_for_by_the_name_of_its_network() =>
        Assert.That(NextOf("wrong-psk-suspect", Psk.InVain(new Making())),
            Does.EndWith("Supply the passphrase (--psk 'Scenario=PASSPHRASE' or --keys FILE) to check the MIC of message 2."));

    private static string NextOf(CaptureBuilder capture, params KnownKey[] keys) => NextOf("m2-no-m3", capture, keys);

    private static string NextOf(string rule, CaptureBuilder capture, params KnownKey[] keys) =>
        Analyzed.Octets(capture.ToArray(), new KeyTable(keys)).Findings.Single(finding => finding.Rule.Name == rule).Next;
}
