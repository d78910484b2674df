using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>What is said, and what is not, when no known key makes a MIC.</summary>
[TestFixture]
internal sealed class WrongMicTests
{
    private static readonly KeyedTypical Network = new(2);
    private static readonly Making WithAnotherKey = new() { Pmk = KeyedTypical.PskOf("another passphrase") };
    private static readonly KnownKey AnybodysPassphrase = new(KeyKind.Passphrase, "scenario passphrase"u8, "anybody's");

    [Test]
    public void A_key_that_is_bound_to_nothing_says_nothing_about_a_client_with_another_one() =>
        Assert.That(Found(Network.InVain(WithAnotherKey), AnybodysPassphrase), Is.Empty);

    [Test]
    public void A_key_of_another_SSID_says_nothing() =>
        Assert.That(Found(Network.InVain(WithAnotherKey),
            new KnownKey(KeyKind.Passphrase, "scenario passphrase"u8, "here", new KeyBinding { Ssid = "Elsewhere"u8.ToArray() })),
            Is.Empty);

    [Test]
    public void A_key_that_the_AP_has_used_before_makes_it_a_warning()
    {
        CaptureBuilder later = Network.Handshake().AddAcked(Network.Typical.AuthRequest(), 2000).AddAcked(Network.Typical.AuthResponse())
            .AddAcked(Network.Typical.AssocRequest()).AddAcked(Network.Typical.AssocResponse());

        Assert.That(Found(Network.InVain(WithAnotherKey, association: later), AnybodysPassphrase), Is.EqualTo(["warn config WSB-MIC-002"]));
    }

    [Test]
    public void A_single_message_2_may_be_damaged_and_is_a_warning() =>
        Assert.That(Found(Network.InVain(WithAnotherKey, times: 1), KeyedTypical.GivenPassphrase),
            Is.EqualTo(["warn unknown WSB-MIC-002"]));

    [Test]
    public void Where_the_AP_may_have_gone_on_it_is_a_note()
    {
        CaptureBuilder capture = Network.Association().AddAcked(Network.M1()).AddAcked(Network.M2(made: WithAnotherKey))
            .Add(Network.Typical.Beacon(), 20_000);

        Assert.That(Found(capture, KeyedTypical.GivenPassphrase), Is.EqualTo(["note unknown WSB-MIC-002"]));
    }

    [Test]
    public void One_wrong_MIC_among_right_ones_is_a_note()
    {
        CaptureBuilder capture = Network.Association().AddAcked(Network.M1()).AddAcked(Network.M2(mic: Octets.Repeat(9, 16)))
            .AddAcked(Network.M1(2), 1000).AddAcked(Network.M2(2))
            .AddAcked(Network.M3(3)).AddAcked(Network.M4(3));

        Assert.That(Found(capture, AnybodysPassphrase), Is.EqualTo(["note unknown WSB-MIC-002"]));
    }

    [Test]
    public void A_client_that_the_AP_goes_on_with_has_the_right_key_whatever_was_given()
    {
        CaptureBuilder capture = Network.Association().AddAcked(Network.M1()).AddAcked(Network.M2(made: WithAnotherKey))
            .AddAcked(Network.M3(made: WithAnotherKey))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);

        Assert.That(Found(capture, KeyedTypical.GivenPassphrase), Is.Empty);
    }

    [Test]
    public void A_request_that_was_not_captured_leaves_too_much_open()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Network.Typical.Beacon());

        Assert.That(Found(Network.InVain(WithAnotherKey, association: capture), KeyedTypical.GivenPassphrase), Is.Empty);
    }

    [Test]
    public void A_client_that_uses_the_MSK_before_the_last_one_is_told_from_one_with_an_unknown_key()
    {
        var network = new KeyedTypical(1) { Pmk = Octets.Repeat(0x22, 32) };
        CaptureBuilder WithEap() =>
            network.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 25)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 3, 1));
        long begins = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        KnownKey MskAt(byte octet, long time) =>
            new(KeyKind.Msk, Octets.Repeat(octet, 64), $"RADIUS at {time}",
                new KeyBinding { Sta = Typical.Sta, FromMicroseconds = begins + time });
        var earlier = new Making { Pmk = Octets.Repeat(0x11, 32) };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Found(network.InVain(earlier, association: WithEap()), MskAt(0x11, -60_000_000), MskAt(0x22, 10_000)),
                Is.EqualTo(["error unknown WSB-MIC-012"]));
            Assert.That(Found(network.InVain(earlier, association: WithEap()), MskAt(0x22, 10_000)),
                Is.EqualTo(["error unknown WSB-MIC-002"]));
            Assert.That(Found(network.InVain(earlier), MskAt(0x11, -60_000_000), MskAt(0x22, -30_000_000)),
                Is.EqualTo(["chat - WSB-MIC-001"]), "a cached PMKSA");
            Assert.That(Found(network.InVain(earlier, association: WithEap()), MskAt(0x22, -60_000_000)), Is.Empty,
                "RADIUS delivered it long ago");
        }
    }

    private static string[] Found(CaptureBuilder capture, params KnownKey[] keys)
    {
        // Keys are used by several tests, so that the table does not dispose of them.
        return [.. Analyzed.Octets(capture.ToArray(), new KeyTable(keys)).Findings
            .Where(finding => finding.Rule.Id.StartsWith("WSB-MIC", StringComparison.Ordinal))
            .Select(finding => $"{finding.Severity.ToText()} {finding.Fault.ToText() ?? "-"} {finding.Rule.Id}")];
    }
}
