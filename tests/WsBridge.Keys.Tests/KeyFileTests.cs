using System.Text;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Keys.Tests;

internal sealed class KeyFileTests
{
    private const string Hex32 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string Hex48 = Hex32 + "202122232425262728292a2b2c2d2e2f";
    private const string Hex64 = Hex32 + "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";

    [TestCase("wpa-pwd:correct horse", KeyKind.Passphrase, "correct horse", null)]
    [TestCase("wpa-pwd:correct horse:Lab Net", KeyKind.Passphrase, "correct horse", "Lab Net")]
    [TestCase("WPA-PWD:12345678:#net", KeyKind.Passphrase, "12345678", "#net")]
    [TestCase("wpa-pwd:12345678:", KeyKind.Passphrase, "12345678", null)]
    [TestCase("wpa-pwd:12%3a34%3A56%2578:a%3ab", KeyKind.Passphrase, "12:34:56%78", "a:b")]
    [TestCase("wpa-pwd:Zürich 1234:Zürich", KeyKind.Passphrase, "Zürich 1234", "Zürich")]
    [TestCase("wpa-pwd:1234567%20:net", KeyKind.Passphrase, "1234567 ", "net")]
    [TestCase("wpa-pwd:12345678%20sta=5:net", KeyKind.Passphrase, "12345678 sta=5", "net")]
    [TestCase("\"wpa-pwd\",\"12345678:net\"", KeyKind.Passphrase, "12345678", "net")]
    [TestCase("\"wpa-pwd\" , \"1234\\x225\\\"678\\\\:n\\145t\"", KeyKind.Passphrase, "1234\"5\"678\\", "net")]
    [TestCase("\"wpa-pwd\",313233343536373839", KeyKind.Passphrase, "123456789", null)]
    public void A_passphrase_is_read_with_its_SSID(string line, KeyKind kind, string passphrase, string? ssid)
    {
        using LoadedKeys loaded = Load(line);

        KnownKey key = loaded.Table.Keys.Single();
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(key.Kind, Is.EqualTo(kind));
        Assert.That(Encoding.UTF8.GetString(key.Material), Is.EqualTo(passphrase));
        Assert.That(key.Binding.Ssid is { } octets ? Encoding.UTF8.GetString(octets.Span) : null, Is.EqualTo(ssid));
    }

    [TestCase("pmk-r0:", KeyKind.PmkR0)]
    [TestCase("PMK-R1:", KeyKind.PmkR1)]
    public void A_key_of_the_FT_hierarchy_is_read_as_hostapd_logs_it(string type, KeyKind kind)
    {
        string spaced = string.Join(' ', Enumerable.Range(0, 32).Select(i => Hex32.Substring(2 * i, 2)));
        using LoadedKeys loaded = Load($"{type}{spaced} sta=02:00:00:00:02:00");

        KnownKey key = loaded.Table.Keys.Single();
        Assert.That((key.Kind, Convert.ToHexString(key.Material)), Is.EqualTo((kind, Hex32.ToUpperInvariant())));
        Assert.That(key.Binding.Sta, Is.EqualTo(new MacAddress(0x0200_0000_0200)));
    }

    [Test]
    public void A_JSON_object_has_its_keys_in_a_list()
    {
        using LoadedKeys loaded = Load($$"""
            { "test": "x", "events": [{ "keys": ["pmk:no"] }],
              "keys": ["pmk:{{Hex32}}", "wpa-pwd:1234\"5678:Z\u00fcrich", "pmk:12", 7, ""] }
            """);

        Assert.That(loaded.Table.Keys.Select(key => key.Kind), Is.EqualTo([KeyKind.Pmk, KeyKind.Passphrase]));
        Assert.That(Encoding.UTF8.GetString(loaded.Table.Keys[1].Material), Is.EqualTo("1234\"5678"));
        Assert.That(Encoding.UTF8.GetString(loaded.Table.Keys[1].Binding.Ssid!.Value.Span), Is.EqualTo("Zürich"));
        Assert.That(loaded.Problems.Select(problem => problem[problem.IndexOf(", ", StringComparison.Ordinal)..]), Is.EqualTo([
            ", key 3: such a key has 32, 48 or 64 octets, this one 1.", ", key 4: it is no text.", ", key 5: it is empty.",
        ]));
    }

    [TestCase("""{"keys": {"pmk": "00"}}""", "is JSON without a list of keys")]
    [TestCase("""{"a": 1}""", "is JSON without a list of keys")]
    [TestCase("""{"keys": ["pmk:00""", "begins like JSON and is damaged.")]
    [TestCase("""{"keys": ["\ud800"]}""", "begins like JSON and is damaged.")]
    [TestCase("""{"\ud800": 1}""", "begins like JSON and is damaged.")]
    public void What_a_JSON_object_lacks_is_said(string text, string problem)
    {
        using LoadedKeys loaded = Load(text);

        Assert.That(loaded.Problems.Single(), Does.Contain(problem));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(1015)]
    [TestCase(1016)]
    [TestCase(1017)]
    [TestCase(100_000)]
    public void A_passphrase_of_any_length_is_a_key_or_a_problem_that_does_not_print_it(int length)
    {
        string passphrase = new('q', length);
        using LoadedKeys loaded = Load("wpa-pwd:" + passphrase);

        Assert.That(loaded.Table.Keys.Count + loaded.Problems.Count, Is.EqualTo(1));
        Assert.That(loaded.Table.Keys.Count == 1, Is.EqualTo(length is >= 8 and <= 63));
        Assert.That(loaded.Problems, Has.All.Not.Contains("qqqq"));
    }

    [TestCase(31)]
    [TestCase(32)]
    [TestCase(33)]
    public void An_SSID_has_at_most_32_octets(int length)
    {
        using LoadedKeys loaded = Load("wpa-pwd:12345678:" + new string('s', length));

        Assert.That((loaded.Table.Keys.Count, loaded.Problems.Count), Is.EqualTo(length <= 32 ? (1, 0) : (0, 1)));
    }

    [TestCase("wpa-psk:" + Hex32, KeyKind.Pmk, Hex32, null)]
    [TestCase("wpa-psk:" + Hex32 + ":net", KeyKind.Psk, Hex32, "net")]
    [TestCase("wpa-psk:" + Hex48, KeyKind.Pmk, Hex48, null)]
    [TestCase("pmk:" + Hex64, KeyKind.Pmk, Hex64, null)]
    [TestCase("msk:" + Hex32, KeyKind.Msk, Hex32, null)]
    [TestCase("msk:" + Hex64, KeyKind.Msk, Hex64, null)]
    [TestCase("msk:" + Hex64 + "40414243", KeyKind.Msk, Hex64, null)]
    [TestCase("\"msk\",\"" + Hex64 + "\"", KeyKind.Msk, Hex64, null)]
    [TestCase("\"wpa-psk\",\"00:01:02:03:04:05:06:07:08:09:0A:0b-0c-0d 0e 0f.10111213 1415161718191a1b1c1d1e1f\"", KeyKind.Pmk, Hex32,
        null)]
    public void A_key_in_hexadecimal_digits_is_read(string line, KeyKind kind, string hex, string? ssid)
    {
        using LoadedKeys loaded = Load(line);

        KnownKey key = loaded.Table.Keys.Single();
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(key.Kind, Is.EqualTo(kind));
        Assert.That(Convert.ToHexStringLower(key.Material), Is.EqualTo(hex));
        Assert.That(key.Binding.Ssid is { } octets ? Encoding.UTF8.GetString(octets.Span) : null, Is.EqualTo(ssid));
    }

    [Test]
    public void A_key_can_be_of_one_STA()
    {
        using LoadedKeys loaded = Load($"msk:{Hex64} sta=02:00:00:00:02:00\nwpa-pwd:correct horse:net\tsta=02-00-00-00-02-01");

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Table.Keys.Select(key => key.Binding.Sta),
            Is.EqualTo((MacAddress?[])[new(0x0200_0000_0200), new(0x0200_0000_0201)]));
        Assert.That(loaded.Table.Keys[1].Binding.Ssid!.Value.ToArray(), Is.EqualTo("net"u8.ToArray()));
    }

    [Test]
    public void Comments_empty_lines_a_byte_order_mark_and_either_line_end_do_no_harm()
    {
        using LoadedKeys loaded = Load("\uFEFF# all of them\r\n\r\n  wpa-pwd:12345678:a  \r\n\t# and\nwpa-pwd:12345678:b");

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Table.Keys.Select(key => key.Source),
            Is.EqualTo((string[])["key file keys.txt, line 3", "key file keys.txt, line 5"]));
    }

    [TestCase("12345678", "it does not begin with wpa-pwd:, wpa-psk:, pmk:, msk:, pmk-r0: or pmk-r1:")]
    [TestCase("secret:12345678", "it does not begin with wpa-pwd:, wpa-psk:, pmk:, msk:, pmk-r0: or pmk-r1:")]
    [TestCase("wpa-pwd:1234567:net", "a passphrase has 8 to 63 octets, this one 7")]
    [TestCase("wpa-pwd:", "a passphrase has 8 to 63 octets, this one 0")]
    [TestCase("wpa-pwd:12345678:a:b", "one colon stands between passphrase and SSID; any other is written %3a")]
    [TestCase("wpa-pwd:100%percent", "two hexadecimal digits follow a percent sign; a percent sign itself is written %25")]
    [TestCase("wpa-pwd:12345678%2", "two hexadecimal digits follow a percent sign; a percent sign itself is written %25")]
    [TestCase("wpa-pwd:12345678:net%", "two hexadecimal digits follow a percent sign; a percent sign itself is written %25")]
    [TestCase("wpa-pwd:12345678:123456789012345678901234567890123", "an SSID has at most 32 octets, this one 33")]
    [TestCase("wpa-psk:0011", "such a key has 32, 48 or 64 octets, this one 2")]
    [TestCase("wpa-psk:secretsecret", "the key is not written in pairs of hexadecimal digits")]
    [TestCase("pmk:" + Hex32 + "0", "the key is not written in pairs of hexadecimal digits")]
    [TestCase("msk:" + Hex32 + ":net", "the key is not written in pairs of hexadecimal digits")]
    [TestCase("msk:" + Hex64 + " sta=secret", "sta= is followed by no MAC address such as 02:00:00:00:01:00")]
    [TestCase("\"wpa-pwd\",\"12345678", "it is no row of Wireshark's key table, which has a type and a key, both in quotation marks")]
    [TestCase("\"wpa-pwd\"", "it is no row of Wireshark's key table, which has a type and a key, both in quotation marks")]
    [TestCase("\"wpa-pwd\",\"12345678\",\"more\"",
        "it is no row of Wireshark's key table, which has a type and a key, both in quotation marks")]
    public void A_malformed_line_is_named_without_what_it_says_and_the_rest_counts(string line, string what)
    {
        using LoadedKeys loaded = Load($"wpa-pwd:first passphrase\n{line}\nwpa-pwd:last passphrase");

        Assert.That(loaded.Problems, Is.EqualTo((string[])[$"key file keys.txt, line 2: {what}."]));
        Assert.That(loaded.Table.Keys, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_line_that_is_far_too_long_is_malformed()
    {
        using LoadedKeys loaded = Load("wpa-pwd:" + new string('x', 100_000));

        Assert.That(loaded.Problems, Is.EqualTo((string[])["key file keys.txt, line 1: the line is too long to be a key."]));
    }

    [Test]
    public void A_key_that_verifies_nothing_is_left_out_and_said()
    {
        using LoadedKeys loaded = Load("\"wep\",\"0011223344\"\ntk:00112233445566778899aabbccddeeff");

        Assert.That(loaded.Table.Keys, Is.Empty);
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Notes,
            Is.EqualTo((string[])[
            "key file keys.txt, line 1: a WEP key verifies nothing; left out.",
            "key file keys.txt, line 2: a TK decrypts frames and verifies no handshake; left out.",
        ]));
    }

    [Test]
    public void Every_shorter_prefix_and_random_octets_are_read_without_throwing()
    {
        string[] lines =
        [
            "wpa-pwd:a%3ab%25cdefg:ne%74 sta=02:00:00:00:02:00",
            "wpa-psk:" + Hex32 + ":net",
            "msk:" + Hex64,
            "\"wpa-pwd\",\"12\\x3345\\678:n\\et\"",
        ];
        foreach (string line in lines)
        {
            for (int length = 0; length <= line.Length; length++)
            {
                using LoadedKeys loaded = Load(line[..length]);
                Assert.That(loaded.Table.Keys.Count + loaded.Problems.Count + loaded.Notes.Count, Is.EqualTo(1), line[..length]);
            }
        }

        var random = new Random(7);
        byte[] octets = new byte[4000];
        for (int round = 0; round < 200; round++)
        {
            random.NextBytes(octets);
            "wpa-pwd:"u8.CopyTo(octets.AsSpan(random.Next(3900)));
            using var folder = new TemporaryFolder();
            File.WriteAllBytes(folder.Path("keys.txt"), octets);
            using var loaded = LoadedKeys.From(new KeySources { Files = [folder.Path("keys.txt")] });
            Assert.That(loaded.Problems, Is.Not.Empty);
        }
    }

    [Test]
    public void A_file_that_is_not_there_is_a_problem()
    {
        using var loaded = LoadedKeys.From(new KeySources { Files = ["/nowhere/keys.txt"] });

        Assert.That(loaded.Problems.Single(), Is.EqualTo("cannot read key file /nowhere/keys.txt: there is no such file or folder."));
    }

    [Test]
    public void An_empty_name_is_a_problem_of_its_source()
    {
        using var folder = new TemporaryFolder();
        string secret = folder.Write("secret", "secret");

        using var keys = LoadedKeys.From(new KeySources { Files = [""] });
        using var capture = LoadedKeys.From(new KeySources { RadiusCaptures = [""], RadiusSecretFile = secret });
        using var noSecret = LoadedKeys.From(new KeySources { RadiusCaptures = [secret], RadiusSecretFile = "" });

        Assert.That((string[])[.. keys.Problems, .. capture.Problems, .. noSecret.Problems],
            Has.Length.EqualTo(3).And.All.EndsWith(": The name is empty."));
    }

    private static LoadedKeys Load(string text)
    {
        using var folder = new TemporaryFolder();
        return LoadedKeys.From(new KeySources { Files = [folder.Write("keys.txt", text)] });
    }
}
