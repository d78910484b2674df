using WsBridge.Analysis.Comparison;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Comparison;

[TestFixture]
internal sealed class AttemptComparisonTests
{
    private static readonly Typical Psk = new(2);
    private static readonly Typical Ft = new(4);
    private static readonly Typical FtEap = new(3);

    private static IEnumerable<string> Own =>
        Directory.EnumerateFiles(RepositoryPaths.Captures, "*.pcapng").Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Own))]
    public void An_attempt_against_itself_has_no_difference(string name)
    {
        byte[] capture = File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, name));

        int last = Analyzed.Octets(capture).Roams.Count;

        (string summary, IReadOnlyList<Difference> differences, _) = Comparing.Of(capture, capture, last, last);

        Assert.That(differences, Is.Empty);
        Assert.That(summary, Is.EqualTo("No difference."));
    }

    [TestCase("09g_ft-psk_control_ok_ap2.10", "09a_ft-psk_2pmkid_r1-first_ap2.10", "Message 2: PMKID Count 1 | 2; then no Message 3: "
        + "Deauthentication by the AP, reason 2 (Previous authentication no longer valid).")]
    [TestCase("09g_ft-psk_control_ok_ap2.10", "09d_ft-psk_m2-no-pmkid_ap2.10", "Message 2: PMKID Count 1 | absent; then no Message 3: "
        + "Deauthentication by the AP, reason 2 (Previous authentication no longer valid).")]
    [TestCase("09h_ft-eap_2pmkid_pmksa_prepend_ap2.10", "09m_ft-eap_2pmkid_ap-silently-drops-m2", "Message 2: PMKID Count 1 | 2; then no "
        + "Message 3: Message 2 sent 4 times, Deauthentication by the AP, reason 15 (4-way handshake timeout).")]
    [TestCase("01_wpa2-psk", "11a_wpa2-psk_wrong-passphrase", "No Message 3: Message 2 sent 4 times, Deauthentication by the AP, reason 15 "
        + "(4-way handshake timeout).")]
    [TestCase("09g_ft-psk_control_ok_ap2.10", "13b_ft-psk_m3-all-unanswered", "No Message 4: Message 3 sent 4 times, Deauthentication by "
        + "the AP, reason 15 (4-way handshake timeout).")]
    [TestCase("02_ft-psk_ota", "12i_ft-psk_reassoc-2pmkids_ap2.12", "Reassociation Request: PMKID Count 1 | 2; then Reassociation "
        + "Response: Status Code 0 (Successful) | 53 (Invalid pairwise master key identifier (PMKID)).")]
    [TestCase("02_ft-psk_ota", "12g_ft-psk_reassoc-bad-FTE-MIC_ap2.12",
        "Reassociation Response: Status Code 0 (Successful) | 55 (Invalid FTE).")]
    [TestCase("02_ft-psk_ota", "12f_ft-psk_reassoc-wrong-PMKR1Name_ap2.10", "Reassociation Request: PMKID List 1: "
        + "f6be36698163ca06d04572327b3fc4ba | 1: f6be36698163ca06d04572327b3fc445; then Reassociation Response: Status Code 0 (Successful) "
        + "| 53 (Invalid pairwise master key identifier (PMKID)).")]
    public void The_answer_is_in_one_sentence(string good, string bad, string summary) =>
        Assert.That(Comparing.Of(Recording(good), Recording(bad)).Summary, Is.EqualTo(summary));

    [Test]
    public void What_differs_in_every_exchange_is_no_difference()
    {
        Typical other = FtEap with { Round = 5 };

        Assert.That(Comparing.Of(FtEap.Handshake().Wait(5), other.Handshake()).Differences, Is.Empty);
    }

    [Test]
    public void A_client_that_lists_a_second_PMKID_is_told_with_its_origin()
    {
        CaptureBuilder bad = FtEap.Association(Typical.CachedPmkid).AddAcked(FtEap.M1())
            .AddAcked(FtEap.M2(rsne: FtEap.Rsne(Typical.PmkR1Name, Typical.CachedPmkid)))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2));

        AssertDifferences(
            [.. Comparing.Of(FtEap.Handshake(), bad).Differences.TakeWhile(difference => difference.Kind < DifferenceKind.Exchange)],
            "m3 : frame 14 | missing",
            "m2 RSNE PMKID Count: 1 | 2",
            "assoc_req RSNE PMKID Count: absent | 1",
            "deauth : none | Deauthentication by the AP, reason 2 (Previous authentication no longer valid)",
            "m2 RSNE PMKID List: 1: not named before | 1: not named before, 2: as in the association request",
            "assoc_req RSNE PMKID List: none | 1: not named before");
    }

    [Test]
    public void No_PMKID_Count_and_a_PMKID_Count_of_0_differ_least()
    {
        byte[] explicitZero = MakeElement.Rsne(new RsneOptions { Akms = [2], DeclaredPmkidCount = 0 });
        CaptureBuilder bad = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2(rsne: explicitZero)).AddAcked(Psk.M3())
            .AddAcked(Psk.M4());

        Difference difference = Comparing.Of(Psk.Handshake(), bad).Differences.Single();

        Assert.That((difference.Kind, difference.Good, difference.Bad), Is.EqualTo((DifferenceKind.Rsne, "absent", "0")));
    }

    [Test]
    public void RSN_Capabilities_are_told_by_the_bits_that_differ()
    {
        CaptureBuilder bad = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2(rsne: MakeElement.Rsne(2, 0x00C0))).AddAcked(Psk.M3())
            .AddAcked(Psk.M4());

        AssertDifferences(
            Comparing.Of(Psk.Handshake(), bad).Differences,
            "m2 RSNE RSN Capabilities: 0x0000 | 0x00C0 (Management Frame Protection Required, Management Frame Protection Capable)",
            "m2 RSNE against the association request: the same | other RSN Capabilities");
    }

    [Test]
    public void An_element_that_only_one_has_is_told_once()
    {
        CaptureBuilder bad = Ft.Association().AddAcked(Ft.M1()).AddAcked(Ft.M2With(1, Ft.Rsne(Typical.PmkR1Name), Typical.InitialFte))
            .AddAcked(Ft.M3()).AddAcked(Ft.M4());

        AssertDifferences(Comparing.Of(Ft.Handshake(), bad).Differences, "m2 MDE: there | absent");
    }

    [Test]
    public void A_refusal_is_told_and_not_what_a_refusing_response_lacks()
    {
        CaptureBuilder bad = Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(status: 53));

        (string summary, IReadOnlyList<Difference> differences, _) = Comparing.Of(Ft.Roam(), bad);

        AssertDifferences(
            differences,
            "assoc_req : frame 23 | missing",
            "auth_resp Status Code: 0 (Successful) | 53 (Invalid pairwise master key identifier (PMKID))");
        Assert.That(summary, Does.StartWith("Authentication response: Status Code 0 (Successful) | 53"));
    }

    [TestCase(120, new string[0])]
    [TestCase(130, new[] { "m2 after Message 1: 1.0 ms | 130.0 ms" })]
    public void Times_are_told_when_they_differ_grossly(double milliseconds, string[] words)
    {
        double good = milliseconds == 130 ? 1 : 25;

        AssertDifferences(Comparing.Of(Timed(good), Timed(milliseconds)).Differences, words);

        static CaptureBuilder Timed(double before) =>
            Psk.Association().AddAcked(Psk.M1()).Wait(-0.05).AddAcked(Psk.M2(), before).AddAcked(Psk.M3()).AddAcked(Psk.M4());
    }

    [Test]
    public void A_frame_that_must_have_been_sent_is_not_missing_but_not_captured()
    {
        CaptureBuilder bad = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M3()).AddAcked(Psk.M4());

        Difference difference = Comparing.Of(Psk.Handshake(), bad).Differences.First(difference => difference.Step == AttemptStep.Message2);

        Assert.That((difference.Kind, difference.Bad), Is.EqualTo((DifferenceKind.NotCaptured, "not captured")));
    }

    [Test]
    public void An_element_of_no_meaning_here_is_told_by_its_octets_and_last()
    {
        CaptureBuilder With(params byte[] octets) => new CaptureBuilder().Add(Psk.Beacon())
            .AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
            .AddAcked(Frame.AssociationRequest(Typical.Sta, Typical.Ap, MakeElement.Ssid(Typical.NetworkName), Psk.Rsne(),
                MakeElement.Any(45, octets)))
            .AddAcked(Psk.AssocResponse()).AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3()).AddAcked(Psk.M4());

        Difference difference = Comparing.Of(With(1, 2, 3, 4, 5, 6), With(1, 9, 9, 4, 5, 7)).Differences.Single();

        Assert.That(Comparing.Words(difference),
            Is.EqualTo("assoc_req HT Capabilities octets: octets 1 to 2: 0203; octet 5: 06 | octets 1 to 2: 0909; octet 5: 07"));
        Assert.That(difference.Kind, Is.EqualTo(DifferenceKind.Other));
    }

    [Test]
    public void Octets_that_lie_are_compared_without_harm([Values(1, 2, 3, 4)] int seed)
    {
        var random = new Random(seed);
        byte[] good = Recording("09h_ft-eap_2pmkid_pmksa_prepend_ap2.10");
        for (int round = 0; round < 25; round++)
        {
            byte[] bad = [.. good];
            for (int changes = 0; changes < 60; changes++)
            {
                bad[random.Next(400, bad.Length)] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
            }

            foreach (int? index in (int?[])[null, 1, 2])
            {
                if (AttemptPair.Choose(Comparing.ListOf(good, index), Comparing.ListOf(bad, index)) is not null)
                {
                    Assert.That(Comparing.Of(good, bad, index, index).Summary, Does.EndWith("."));
                }
            }
        }
    }

    private static void AssertDifferences(IReadOnlyList<Difference> differences, params string[] words) =>
        Assert.That(differences.Select(Comparing.Words), Is.EqualTo(words));

    private static byte[] Recording(string name) => File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, name + ".pcapng"));
}
