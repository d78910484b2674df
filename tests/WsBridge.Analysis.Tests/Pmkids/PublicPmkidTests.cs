using System.Globalization;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Tests.Field;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Pmkids;

/// <summary>PMKIDs that are not told by where they stand: those of SAE and OWE without any key, those of FILS with one.</summary>
internal sealed class PublicPmkidTests
{
    /// <summary>By scenario: each frame with a PMKID, its kind, and the frame that began the authentication which made it.</summary>
    [TestCase("sae_pmksa_caching.pcapng", "29:pmksa:11 54:pmksa:11 63:pmksa:11 65:pmksa:11")]
    [TestCase("sae_ext_key_21_gcmp256.pcapng", "27:pmksa:13 50:pmksa:13 54:pmksa:13 56:pmksa:13", TestName = "group 21")]
    [TestCase("sae_group_nego.pcapng", "39:pmksa:23", TestName = "the second group that the client offers")]
    [TestCase("sae_okc_sta_only.pcapng", "30:pmksa:15 75:pmksa:15 97:pmksa:81", TestName = "what the client offers to another AP")]
    [TestCase("owe_pmksa_caching.pcapng",
        "104:pmksa:60 106:pmksa:60 108:pmksa:60 110:pmksa:60 149:pmksa:60 156:pmksa:60 185:pmksa:149 188:pmksa:149 190:pmksa:149 192:pmksa:149")]
    [TestCase("eht_mld_sae_two_links.pcapng", "35:pmksa:21", TestName = "multi-link")]
    public void What_is_made_in_the_clear_is_named(string capture, string expected) =>
        Assert.That(Named(capture, KeyTable.Empty), Is.EqualTo(expected));

    /// <summary>A client that FILS authenticates by a PMKSA of an earlier EAP.</summary>
    [TestCase("fils_assoc_replay.pcapng", "53:pmksa:")]
    public void With_a_key_those_of_FILS_are_named(string capture, string expected)
    {
        using KeyTable keys = HwsimTableTests.KeysOf(ScenarioOf(capture));

        Assert.That(Named(capture, keys), Is.EqualTo(expected));
    }

    private static string Named(string capture, KeyTable keys)
    {
        var seen = new List<string>();
        Analyzed.File(ScenarioOf(capture).Path, keys, facts =>
        {
            foreach (NamedPmkid pmkid in facts.Pmkids)
            {
                seen.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{facts.Frame.Ref.Id}:{pmkid.Meaning.Kind.ToText()}{(pmkid.Meaning.IsByPlace ? "?" : "")}:{pmkid.Meaning.Made?.Id}"));
            }
        });

        return string.Join(' ', seen);
    }

    private static HwsimScenario ScenarioOf(string capture) => HwsimScenario.All.Single(one => one.Capture == capture);
}
