using System.Text;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>Every AKM, and the cases that recordings do not show.</summary>
[TestFixture]
internal sealed class KeyedExchangesTests
{
    private static readonly KnownKey[] NoKeys = [];

    [TestCase(1, 32)]
    [TestCase(2, 32)]
    [TestCase(3, 32)]
    [TestCase(4, 32)]
    [TestCase(5, 32)]
    [TestCase(6, 32)]
    [TestCase(8, 32)]
    [TestCase(9, 32)]
    [TestCase(11, 32)]
    [TestCase(12, 48)]
    [TestCase(13, 48)]
    [TestCase(18, 32)]
    [TestCase(18, 48)]
    [TestCase(18, 64)]
    [TestCase(22, 48)]
    [TestCase(23, 48)]
    [TestCase(24, 64)]
    [TestCase(25, 32)]
    public void With_every_AKM_all_MICs_are_right_and_message_3_is_readable(int akm, int pmkLength)
    {
        byte[] pmk = Octets.Repeat(0x4B, pmkLength);
        var network = new KeyedTypical(akm) { Pmk = pmk };
        bool showsGtk = false;

        List<MicState> states = StatesOf(network.Handshake(), [new KnownKey(KeyKind.Pmk, pmk, "here")], facts =>
        {
            if (facts.HandshakeMessage == 3)
            {
                showsGtk = facts.Association.Keys!.TryGetKeyData(facts.Association.Handshake!.Last, out Kdes kdes)
                    && kdes.TryFind(KdeType.Gtk, out Kde kde) && GtkKde.TryParse(kde.Data, out GtkKde gtk, out _)
                    && gtk.Gtk.SequenceEqual(KeyedTypical.Gtk);
            }
        });

        Assert.That(states, Is.EqualTo([MicState.NotChecked, MicState.Valid, MicState.Valid, MicState.Valid]));
        Assert.That(showsGtk, Is.True);
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(12)]
    [TestCase(13)]
    public void The_MSK_gives_the_key_of_every_EAP_AKM(int akm)
    {
        byte[] msk = [.. Enumerable.Range(1, 64).Select(i => (byte)i)];
        var network = new KeyedTypical(akm) { Pmk = akm switch { 1 => msk[..32], 3 => msk[32..], _ => msk[..48] } };

        Assert.That(StatesOf(network.Handshake(), [new KnownKey(KeyKind.Msk, msk, "here")]).Skip(1),
            Is.Not.Empty.And.All.EqualTo(MicState.Valid));
    }

    [Test]
    public void A_roam_by_the_FT_protocol_is_verified_with_the_key_of_the_initial_association()
    {
        var network = new KeyedTypical(4);
        var seen = new List<string>();

        Analyze(network.Roam(), [KeyedTypical.GivenPassphrase], facts =>
        {
            if (facts.Association is { Bss.Bssid: var bssid, Keys: { } keys } && bssid == Typical.OtherAp)
            {
                seen.Add($"{facts.Mic} {keys.ExpectedPmkR0Name.SequenceEqual(network.PmkR0Name)} "
                    + $"{keys.PmkR0Name.SequenceEqual(network.PmkR0Name)} "
                    + $"{keys.PmkR1Name.SequenceEqual(network.PmkR1Name(Typical.OtherAp))}");
            }
        });

        Assert.That(seen,
            Is.EqualTo(["NotChecked True True False", "NotChecked True True False", "Valid True True True", "Valid True True True"]));
    }

    [Test]
    public void A_roam_whose_initial_association_was_not_captured_is_verified_too()
    {
        var network = new KeyedTypical(4);
        CaptureBuilder roam = new CaptureBuilder().Add(network.Typical.Beacon(Typical.OtherAp))
            .AddAcked(network.Typical.FtRequest(rsne: network.Typical.Rsne(network.PmkR0Name)),
                50).AddAcked(network.Typical.FtResponse(rsne: network.Typical.Rsne(network.PmkR0Name)))
            .AddAcked(network.ReassocRequest()).AddAcked(network.ReassocResponse());
        var seen = new List<string>();

        Analyze(roam, [KeyedTypical.GivenPassphrase],
            facts => seen.Add($"{facts.Mic} {facts.Association.Keys!.IsRight} {facts.Association.Keys.ExpectedPmkR0Name.Length}"));

        Assert.That(seen, Is.EqualTo(["NotChecked True 0", "NotChecked True 0", "Valid True 0", "Valid True 0"]));
    }

    /// <summary>As the log of the AP that was moved to has it.</summary>
    [TestCase(4, KeyKind.PmkR0)]
    [TestCase(4, KeyKind.PmkR1)]
    [TestCase(9, KeyKind.PmkR1)]
    public void A_roam_is_verified_with_a_key_of_the_hierarchy_alone(int akm, KeyKind kind)
    {
        var network = new KeyedTypical(akm);
        var seen = new List<string>();

        Analyze(network.Roam(), [new KnownKey(KeyKind.Psk, new byte[32], "another"), Key(network, kind, Typical.OtherAp)], facts =>
        {
            if (facts.Association is { Bss.Bssid: var bssid, Keys: { } keys } && bssid == Typical.OtherAp)
            {
                seen.Add($"{facts.Mic} {keys.PmkR0Name.Length} {keys.PmkR1Name.Length}");
            }
        });

        Assert.That(seen[^2..], Is.EqualTo(["Valid 0 0", "Valid 0 0"]), "names are not made of the keys alone");
    }

    [TestCase(KeyKind.PmkR0)]
    [TestCase(KeyKind.PmkR1)]
    public void The_handshake_of_an_initial_association_is_verified_with_a_key_of_the_hierarchy_alone(KeyKind kind)
    {
        var network = new KeyedTypical(4);

        Assert.That(StatesOf(network.Handshake(), [Key(network, kind, Typical.Ap)]).Skip(1),
            Is.Not.Empty.And.All.EqualTo(MicState.Valid));
    }

    [TestCase(KeyKind.PmkR0)]
    [TestCase(KeyKind.PmkR1)]
    public void Another_key_of_a_hierarchy_accuses_nobody(KeyKind kind)
    {
        var network = new KeyedTypical(4);
        var other = new KnownKey(kind, new byte[32], "here");

        Assert.That(StatesOf(network.Roam(), [other]), Has.None.EqualTo(MicState.Invalid).And.None.EqualTo(MicState.Valid));
    }

    [Test]
    public void A_PMKR0Name_that_is_not_the_derived_one_proves_no_key_and_the_expected_one_is_known()
    {
        var network = new KeyedTypical(4);
        bool right = true;
        string expected = "";

        Analyze(network.Handshake().Add(network.Typical.Beacon(Typical.OtherAp), 200).AddAcked(network.Typical.FtRequest(), 50),
            [KeyedTypical.GivenPassphrase], facts =>
        {
            if (facts.Association.Bss.Bssid == Typical.OtherAp)
            {
                right = facts.Association.Keys!.IsRight;
                expected = Convert.ToHexString(facts.Association.Keys.ExpectedPmkR0Name);
            }
        });

        Assert.That((right, expected), Is.EqualTo((false, Convert.ToHexString(network.PmkR0Name))));
    }

    [Test]
    public void The_MIC_of_an_FTE_is_wrong_only_where_the_key_is_proven()
    {
        var network = new KeyedTypical(4);
        byte[] wrong = Octets.Repeat(0x99, 16);
        CaptureBuilder BeforeReassociation() => network.Handshake().Add(network.Typical.Beacon(Typical.OtherAp), 200)
            .AddAcked(network.Typical.FtRequest(rsne: network.Typical.Rsne(network.PmkR0Name)),
                50).AddAcked(network.Typical.FtResponse(rsne: network.Typical.Rsne(network.PmkR0Name)));

        MicState Of(CaptureBuilder capture, KnownKey[] keys)
        {
            var state = MicState.NotChecked;
            Analyze(capture, keys, facts => state = facts.Mic);
            return state;
        }

        Assert.That(Of(BeforeReassociation().AddAcked(network.ReassocRequest(mic: wrong)), [KeyedTypical.GivenPassphrase]),
            Is.EqualTo(MicState.Invalid));
        Assert.That(Of(BeforeReassociation().AddAcked(network.ReassocRequest()), [new KnownKey(KeyKind.Psk, new byte[32], "another")]),
            Is.EqualTo(MicState.NoKey));
        Assert.That(Of(BeforeReassociation().AddAcked(network.ReassocRequest()), NoKeys), Is.EqualTo(MicState.NotChecked));
    }

    [Test]
    public void AKM_13_is_understood_with_names_by_either_hash()
    {
        var network = new KeyedTypical(13) { Pmk = Octets.Repeat(0x4B, 48) };
        byte[] older = network.PmkR1NameBy(Dot11.Keys.KeyHash.Sha256);
        var names = new List<string>();

        Analyze(network.Association().AddAcked(network.M1()).AddAcked(network.M2(rsne: network.Typical.Rsne(older))),
            [new KnownKey(KeyKind.Pmk, network.Pmk, "here")],
            facts => names.Add(Convert.ToHexString(facts.Association.Keys is null ? default : facts.Association.Keys.PmkR1Name)));

        Assert.That(names[^1], Is.EqualTo(Convert.ToHexString(older)));
        Assert.That(older, Is.Not.EqualTo(network.PmkR1Name()));
    }

    [Test]
    public void Among_a_thousand_keys_the_right_one_is_found_and_then_tried_first()
    {
        var network = new KeyedTypical(4);
        KnownKey right = new(KeyKind.Psk, KeyedTypical.Psk, "the right one");
        KnownKey[] keys =
        [
            .. Enumerable.Range(0, 999).Select(i => new KnownKey(KeyKind.Psk, Octets.Repeat((byte)i, 32), $"key {i}")),
            right,
        ];

        Assert.That(StatesOf(network.Roam(), keys)[1..4], Is.Not.Empty.And.All.EqualTo(MicState.Valid));
    }

    [Test]
    public void Message_1_may_be_missing_from_the_capture()
    {
        var network = new KeyedTypical(2);

        Assert.That(StatesOf(network.Association().AddAcked(network.M2()).AddAcked(network.M3()).AddAcked(network.M4()),
            [KeyedTypical.GivenPassphrase]), Is.EqualTo([MicState.Valid, MicState.Valid, MicState.Valid]));
    }

    [Test]
    public void A_new_SNonce_in_each_message_2_is_followed()
    {
        var network = new KeyedTypical(2);
        var first = new Making { SNonce = Octets.Repeat(0x52, 32) };
        CaptureBuilder capture = network.Association().AddAcked(network.M1()).AddAcked(network.M2(made: first, sNonce: first.SNonce))
            .AddAcked(network.M1(2), 1000).AddAcked(network.M2(2)).AddAcked(network.M3(3, made: first)).AddAcked(network.M4(3, first));

        Assert.That(StatesOf(capture, [KeyedTypical.GivenPassphrase]).Where((_, i) => i is not (0 or 2)),
            Is.Not.Empty.And.All.EqualTo(MicState.Valid));
    }

    [Test]
    public void No_finding_shows_a_key()
    {
        byte[] msk = [.. Enumerable.Range(1, 64).Select(i => (byte)i)];
        var network = new KeyedTypical(4);
        string[] secrets =
        [
            KeyedTypical.Passphrase,
            Convert.ToHexString(KeyedTypical.Psk),
            Convert.ToHexString(msk[..16]),
            Convert.ToHexString(KeyedTypical.Gtk),
            Encoding.Latin1.GetString(KeyedTypical.Psk),
        ];

        foreach (CaptureBuilder capture in (CaptureBuilder[])[
            network.Roam(),
            network.InVain(new Making()),
            network.InVain(new Making { R0khId = "a" }),
            network.InVain(new Making { Pmk = new byte[32] }),
        ])
        {
            string text =
                string.Concat(Analyze(capture,
                    [KeyedTypical.GivenPassphrase, new KnownKey(KeyKind.Msk, msk, "RADIUS")])
                    .Select(finding => $"{finding}{finding.Message}{string.Concat(finding.Values)}"));
            Assert.That(secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty);
        }
    }

    private static IReadOnlyList<Finding> Analyze(CaptureBuilder capture, KnownKey[] keys, Action<FrameFacts>? onFact = null)
    {
        using var table = new KeyTable(keys);
        return Analyzed.Octets(capture.ToArray(), table, onFact).Findings;
    }

    /// <summary>What is known in the end of the MICs of all EAPOL-Key frames.</summary>
    private static List<MicState> StatesOf(CaptureBuilder capture, KnownKey[] keys, Action<FrameFacts>? onFact = null)
    {
        var messages = new List<HandshakeFrame>();
        Analyze(capture, keys, facts =>
        {
            if (facts.HandshakeMessage is not null)
            {
                messages.Add(facts.Association.Handshake!.Last);
            }

            onFact?.Invoke(facts);
        });
        return [.. messages.Select(message => message.Mic)];
    }

    private static KnownKey Key(KeyedTypical network, KeyKind kind, MacAddress ap)
    {
        var making = new Making();
        using var r0 = new PmkR0();
        using var r1 = new PmkR1();
        r0.Derive(KeyHash.Sha256, network.Pmk, KeyedTypical.NetworkSsid, new Mdid(making.Mdid),
            Encoding.ASCII.GetBytes(making.R0khId), Typical.Sta);
        r1.Derive(r0, ap, Typical.Sta);
        return new KnownKey(kind, kind == KeyKind.PmkR0 ? r0.Octets : r1.Octets, "here");
    }
}
