using System.Globalization;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Tests.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tests.Pmkids;

/// <summary>What the PMKIDs of recordings stand for, with and without keys, against what the parties have logged.</summary>
internal sealed class PmkidKindTests
{
    private static IEnumerable<string> Recordings => TruthKeys.Recordings;

    [TestCaseSource(nameof(Recordings))]
    public void With_keys_every_logged_name_is_named_and_nothing_else_is(string recording)
    {
        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable keys = truth.Table();

        Assert.That(Named(recording, keys).Where(pmkid => !pmkid.Meaning.IsByPlace && IsNameWrong(truth, pmkid, unknownIsFine: false))
            .Select(pmkid => pmkid.Text), Is.Empty);
    }

    [TestCaseSource(nameof(Recordings))]
    public void Without_keys_no_name_is_wrong_unless_it_is_said_to_be_told_by_its_place(string recording)
    {
        using TruthKeys truth = TruthKeys.Of(recording);

        Assert.That(Named(recording, null).Where(pmkid => !pmkid.Meaning.IsByPlace && IsNameWrong(truth, pmkid, unknownIsFine: true))
            .Select(pmkid => pmkid.Text), Is.Empty);
    }

    /// <summary>By recording and frame: the kinds of its PMKIDs without keys, then with keys; and what the recording is about.</summary>
    private static readonly TestCaseData[] Cases =
    [
        new TestCaseData("06_wpa2-eap_pmksa-cache", (string[])["61 pmksa", "180 pmksa", "249 pmksa", "253 pmksa", "256 pmksa"],
            (string[])["61 pmksa", "180 pmksa", "249 pmksa", "253 pmksa", "256 pmksa"]),
        // OKC: what the client offers was never seen before; message 1 shows that the AP has it.
        new TestCaseData("07_wpa2-eap_okc", (string[])["137 unknown", "141 okc", "143 okc", "216 pmksa"],
            (string[])["137 okc", "141 okc", "143 okc", "216 pmksa"]),
        // Offered and not taken: EAP follows, and message 2 repeats what is stale by then.
        new TestCaseData("08_wpa2-eap_unknown-pmkid",
            (string[])["139 unknown", "187 pmksa", "189 stale", "254 pmksa", "299 pmksa", "301 stale"],
            (string[])["139 okc", "187 pmksa", "189 stale", "254 pmksa", "299 pmksa", "301 stale"]),
        // Two PMKIDs that were both not offered.
        new TestCaseData("09a_ft-psk_2pmkid_r1-first_ap2.10", (string[])["25 unknown unknown", "76 unknown unknown"],
            (string[])["25 pmkr1name pmksa", "76 pmkr1name pmksa"]),
        new TestCaseData("09e_ft-psk_m2-wrong-r1name_ap2.10", (string[])["21 pmkr1name"], (string[])["21 unknown"]),
        new TestCaseData("09h_ft-eap_2pmkid_pmksa_prepend_ap2.10",
            (string[])["63 pmkr1name", "102 unknown", "145 pmksa", "147 pmkr1name stale", "423 pmkr1name stale"],
            (string[])["63 pmkr1name", "102 pmksa", "145 pmksa", "147 pmkr1name stale", "423 pmkr1name stale"]),
        new TestCaseData("09j_ft-eap_2pmkid_pmksa-hit_r1-first_ap2.10",
            (string[])["103 unknown", "107 pmksa", "110 pmkr1name pmksa", "126 pmksa", "259 pmkr1name"],
            (string[])["103 pmksa", "107 pmksa", "110 pmkr1name pmksa", "126 pmksa", "259 pmkr1name"]),
        new TestCaseData("10h_ft-eap_2pmkid_pmksa_prepend_ap2.12",
            (string[])["103 unknown", "107 pmksa", "109 pmkr1name pmksa", "177 pmkr0name", "187 pmkr1name"],
            (string[])["103 pmksa", "107 pmksa", "109 pmkr1name pmksa", "177 pmkr0name", "187 pmkr1name"]),
        new TestCaseData("10j_ft-eap_3pmkid_one-unknown_ap2.12", (string[])["6 unknown", "10 pmksa", "12 pmksa unknown unknown"],
            (string[])["6 pmksa", "10 pmksa", "12 pmksa pmkr1name unknown"]),
        new TestCaseData("12f_ft-psk_reassoc-wrong-PMKR1Name_ap2.10", (string[])["96 pmkr1name"], (string[])["96 unknown"]),
        new TestCaseData("12h_ft-psk_auth-wrong-PMKR0Name_ap2.10", (string[])["82 pmkr0name"], (string[])["82 unknown"]),
        new TestCaseData("12j_ft-psk_auth-2pmkids_ap2.10", (string[])["82 unknown unknown"], (string[])["82 pmkr0name unknown"]),
        new TestCaseData("18a_ft-eap_pmksa_initial-md_legit",
            (string[])["60 pmksa", "62 pmkr1name", "101 unknown", "106 pmksa", "108 pmkr1name", "204 pmksa"],
            (string[])["60 pmksa", "62 pmkr1name", "101 pmksa", "106 pmksa", "108 pmkr1name", "204 pmksa"]),
    ];

    [TestCaseSource(nameof(Cases))]
    public void The_kinds_are_what_the_recording_is_about(string name, string[] withoutKeys, string[] withKeys)
    {
        string? recording = Recordings.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name);
        if (recording is null)
        {
            Assert.Ignore($"{name} is not part of the repository.");
        }

        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable keys = truth.Table();

        Assert.That(Kinds(recording, null), Is.SupersetOf(withoutKeys));
        Assert.That(Kinds(recording, keys), Is.SupersetOf(withKeys));
    }

    private static IEnumerable<string> Kinds(string recording, KeyTable? keys) =>
        Named(recording, keys).GroupBy(pmkid => pmkid.Frame)
            .Select(frame => string.Create(CultureInfo.InvariantCulture,
                $"{frame.Key} {string.Join(' ', frame.Select(pmkid => pmkid.Meaning.Kind.ToText()))}"));

    private static bool IsNameWrong(TruthKeys truth, NamedInFrame pmkid, bool unknownIsFine)
    {
        PmkidKind? logged = truth.PmkR0Names.Contains(pmkid.Pmkid) ? PmkidKind.PmkR0Name
            : truth.PmkR1Names.Contains((pmkid.Bssid, pmkid.Pmkid)) ? PmkidKind.PmkR1Name
            : null;
        return logged is { } right
            ? pmkid.Meaning.Kind != right && !(unknownIsFine && pmkid.Meaning.Kind == PmkidKind.Unknown)
            : (pmkid.Meaning.Kind == PmkidKind.PmkR0Name && truth.PmkR0Names.Count > 0)
            || (pmkid.Meaning.Kind == PmkidKind.PmkR1Name && truth.PmkR1Names.Any(name => name.R1khId == pmkid.Bssid));
    }

    private static List<NamedInFrame> Named(string recording, KeyTable? keys)
    {
        var named = new List<NamedInFrame>();
        Analyzed.File(recording, keys, facts =>
        {
            for (int i = 0; i < facts.Pmkids.Count; i++)
            {
                NamedPmkid pmkid = facts.Pmkids[i];
                named.Add(new NamedInFrame(facts.Frame.Ref.Id, facts.Association.Bss.Bssid,
                    Convert.ToHexStringLower(facts.Frame.Octets.Slice(pmkid.Offset, Rsne.PmkidSize)), pmkid.Meaning));
            }
        });
        return named;
    }

    private sealed record NamedInFrame(long Frame, MacAddress Bssid, string Pmkid, PmkidMeaning Meaning)
    {
        public string Text =>
            string.Create(CultureInfo.InvariantCulture,
                $"frame {Frame}: {Pmkid} is {Meaning.Kind.ToText()}{(Meaning.IsByPlace ? " by place" : "")}");
    }
}
