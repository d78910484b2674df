using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>The recordings of the lab with their keys: what the parties logged of MICs, names and group keys is what we derive.</summary>
[TestFixture]
internal sealed class GroundTruthTests
{
    private static IEnumerable<TestCaseData> Recordings =>
        TruthKeys.Recordings.Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [TestCaseSource(nameof(Recordings))]
    public void MICs_of_EAPOL_Key_frames_are_right_and_wrong_where_the_parties_say_so(string recording)
    {
        var messages = new Dictionary<long, HandshakeFrame>();
        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable keys = truth.Table();

        Analyzed.File(recording, keys, facts =>
        {
            if (facts.HandshakeMessage is not null)
            {
                messages[facts.Frame.Ref.Id] = facts.Association.Handshake!.Last;
            }
        });

        IEnumerable<string> wrong = truth.Mics.Where(mic => (messages[mic.Frame].Mic == MicState.Valid) != mic.IsRight)
            .Select(mic => $"frame {mic.Frame} is {messages[mic.Frame].Mic}");
        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(Recordings))]
    public void MICs_of_FTEs_are_right_and_wrong_where_the_parties_say_so(string recording)
    {
        var mics = new Dictionary<long, MicState>();
        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable keys = truth.Table();

        Analyzed.File(recording, keys,
            facts => mics[facts.Frame.Ref.Id] = facts.Association.Keys is not { } known
            ? MicState.NotChecked
            : facts.Association.Response == facts.Frame ? known.ResponseMic
            : known.RequestMic);

        IEnumerable<string> wrong = truth.FteMics.Where(mic => mics[mic.Frame] != (mic.IsRight ? MicState.Valid : MicState.Invalid))
            .Select(mic => $"frame {mic.Frame} is {mics[mic.Frame]}");
        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(Recordings))]
    public void Names_and_key_data_are_those_that_were_logged(string recording)
    {
        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable keys = truth.Table();
        HashSet<string> r0Names = truth.PmkR0Names;
        HashSet<(MacAddress, string)> r1Names = truth.PmkR1Names;
        Dictionary<long, string> keyData = truth.KeyData.DistinctBy(data => data.Frame)
            .ToDictionary(data => data.Frame, data => data.Plain);
        var wrong = new List<string>();

        Analyzed.File(recording, keys, facts =>
        {
            if (facts.Association.Keys is not { IsRight: true } known)
            {
                return;
            }

            string r0Name = Convert.ToHexStringLower(known.PmkR0Name);
            if (r0Name.Length > 0 && r0Names.Count > 0 && !r0Names.Contains(r0Name))
            {
                wrong.Add($"frame {facts.Frame.Ref.Id}: PMKR0Name {r0Name}");
            }

            string r1Name = Convert.ToHexStringLower(known.PmkR1Name);
            if (r1Name.Length > 0 && r1Names.Count > 0 && !r1Names.Contains((facts.Association.Bss.Bssid, r1Name)))
            {
                wrong.Add($"frame {facts.Frame.Ref.Id}: PMKR1Name {r1Name}");
            }

            if (facts.HandshakeMessage == 3 && keyData.TryGetValue(facts.Frame.Ref.Id, out string? plain)
                && !(known.TryGetKeyData(facts.Association.Handshake!.Last, out Kdes kdes)
                && Convert.ToHexStringLower(kdes.KeyData) == plain))
            {
                wrong.Add($"frame {facts.Frame.Ref.Id}: key data");
            }
        });

        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(Recordings))]
    public void With_the_keys_of_others_no_MIC_is_right_and_none_is_wrong(string recording)
    {
        var states = new List<MicState>();
        using var keys = new KeyTable(
        [
            new KnownKey(KeyKind.Passphrase, "not this one"u8, "here"),
            new KnownKey(KeyKind.Passphrase, "nor this one"u8, "here", new KeyBinding { Ssid = "LabRoam"u8.ToArray() }),
            new KnownKey(KeyKind.Psk, new byte[32], "here"),
            new KnownKey(KeyKind.Msk, new byte[64], "here"),
            new KnownKey(KeyKind.Msk, new byte[48], "here"),
            new KnownKey(KeyKind.Pmk, new byte[48], "here"),
        ]);

        Analyzed.File(recording, keys, facts =>
        {
            if (facts.Association.Keys is { } known)
            {
                states.AddRange([
                    known.RequestMic,
                    known.ResponseMic,
                    facts.HandshakeMessage is null ? MicState.NotChecked : facts.Association.Handshake!.Last.Mic,
                ]);
            }
        });

        Assert.That(states, Is.Not.Empty.And.All.EqualTo(MicState.NoKey).Or.EqualTo(MicState.NotChecked));
        Assert.That(states, Has.Member(MicState.NoKey));
    }

    /// <summary>By recording: frame, severity, fault and rule of every finding about MICs.</summary>
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["11a_wpa2-psk_wrong-passphrase.pcapng"] = ["44 error config WSB-MIC-002"],
        ["11c_ft-psk_wrong-passphrase_ap2.12.pcapng"] = ["45 error config WSB-MIC-002"],
        ["13f_ft-psk_badmic-m2-once.pcapng"] = ["19 note unknown WSB-MIC-002"],
        ["13h_ft-psk_badmic-m4-once.pcapng"] = ["26 note unknown WSB-MIC-002", "46 error sta WSB-MIC-002", "46 chat - WSB-MIC-001"],
        ["17_soak_2sta_ft.pcapng"] = ["1067 note unknown WSB-MIC-002"],
        ["09m_ft-eap_2pmkid_ap-silently-drops-m2.pcapng"] = ["135 chat - WSB-MIC-001", "182 chat - WSB-MIC-001"],
    };

    [TestCaseSource(nameof(Recordings))]
    public void A_wrong_MIC_is_reported_where_there_is_one_and_a_right_one_where_the_handshake_failed(string recording)
    {
        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable keys = truth.Table();

        string[] found =
        [
            .. Analyzed.File(recording, keys).Findings.Where(finding => finding.Rule.Id.StartsWith("WSB-MIC", StringComparison.Ordinal))
                .Select(finding => $"{Analyzed.FrameOf(finding)} {finding.Severity.ToText()} "
                    + $"{finding.Fault.ToText() ?? "-"} {finding.Rule.Id}"),
        ];

        if (Expected.TryGetValue(Path.GetFileName(recording), out string[]? expected))
        {
            Assert.That(found, Is.EqualTo(expected));
        }
        else
        {
            Assert.That(found, Is.All.EndsWith("chat - WSB-MIC-001"));
        }
    }
}
