using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Keys.Tests.Radius;

internal sealed class RadiusTests
{
    private static readonly Radius Exchange = new();

    [Test]
    public void A_key_says_whose_it_is_and_where_it_is_from()
    {
        using LoadedKeys loaded = Load(Over(Exchange.Request(), Exchange.Accept()));

        KnownKey key = loaded.Table.Keys.Single();
        Assert.That(key.Material.ToArray(), Is.EqualTo(Exchange.Msk));
        Assert.That(key.Source, Is.EqualTo("RADIUS Access-Accept at 12:00:01, frame 2 of radius.pcapng"));
        Assert.That((key.Binding.Sta, key.Binding.Bssid, key.Binding.FromMicroseconds),
            Is.EqualTo((new MacAddress(0x0200_0000_0200), new MacAddress(0x0200_0000_0000), (WiredCapture.Start / 1000) + 1_000_000)));
        Assert.That(loaded.OfRadius.Values.Single(), Is.EqualTo(loaded.Table.Keys));
    }

    [Test]
    public void A_response_without_Message_Authenticator_verifies_by_its_Response_Authenticator()
    {
        AssertKey(Load(Over(Exchange.Request(), Exchange.Accept(messageAuthenticator: false))));
    }

    [Test]
    public void Lengths_in_a_RADIUS_packet_at_their_limits_give_no_key_and_do_no_harm()
    {
        byte[] request = Exchange.Request(), accept = Exchange.Accept();
        foreach ((byte[] packet, bool isRequest) in ((byte[], bool)[])[(request, true), (accept, false)])
        {
            foreach (int at in (int[])[2, 3, .. AttributeLengths(packet)])
            {
                foreach (byte length in (byte[])[
                    0,
                    1,
                    2,
                    3,
                    (byte)(packet[at] - 1),
                    (byte)(packet[at] + 1),
                    0x0F,
                    0x10,
                    0x7F,
                    0x80,
                    0xFE,
                    0xFF,
                ])
                {
                    byte[] changed = [.. packet];
                    changed[at] = length;
                    using LoadedKeys loaded = Load(isRequest ? Over(changed, accept) : Over(request, changed));

                    Assert.That(loaded.Table.Keys, Has.Count.LessThanOrEqualTo(1), $"{length} at {at}");
                    Assert.That(isRequest || length == packet[at] || loaded.Table.Keys.Count == 0,
                        $"{length} at {at}: a key of a packet that is not what the server sent");
                }
            }
        }

        static IEnumerable<int> AttributeLengths(byte[] packet)
        {
            for (int at = 20; at + 1 < packet.Length; at += packet[at + 1])
            {
                yield return at + 1;
            }
        }
    }

    [Test]
    public void A_response_with_a_wrong_Message_Authenticator_does_not_verify()
    {
        byte[] request = Exchange.Request();
        byte[] forged = Exchange.Response(2, messageAuthenticator: false,
            [.. Exchange.KeyAttribute(17, Exchange.Msk[..32]), 80, 18, .. new byte[16]]);

        using LoadedKeys loaded = Load(Over(request, forged));

        Assert.That(loaded.Table.Keys, Is.Empty);
        Assert.That(loaded.Problems.Single(),
            Does.StartWith("the shared secret does not match these packets: none of the 1 RADIUS response in "));
    }

    [TestCase(1812)]
    [TestCase(1645)]
    [TestCase(31812)]
    public void Any_port_serves(int port)
    {
        AssertKey(Load(Over(Exchange.Request(), Exchange.Accept(), port)));
    }

    [Test]
    public void Ethernet_with_VLAN_tags_Linux_cooked_and_raw_IP_are_read()
    {
        (byte[] request, byte[] accept) = Packets();
        byte[] cooked = [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0];
        byte[] cooked2 = [8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0];

        AssertKey(Load(new WiredCapture().AddEthernet(request, 0x8100).AddEthernet(accept, 0x8100)));
        AssertKey(Load(new WiredCapture().AddEthernet(request, 0x88A8, 0x8100).AddEthernet(accept)));
        AssertKey(Load(new WiredCapture().Add(LinkTypes.LinuxSll, [.. cooked, .. request])
            .Add(LinkTypes.LinuxSll, [.. cooked, .. accept])));
        AssertKey(Load(new WiredCapture().Add(LinkTypes.LinuxSll2, [.. cooked2, .. request])
            .Add(LinkTypes.LinuxSll2, [.. cooked2, .. accept])));
        AssertKey(Load(new WiredCapture().Add(LinkTypes.Raw, request).Add(228, accept)));
        AssertKey(Load(new WiredCapture().AddEthernet(WiredCapture.IPv4(8, 9, request, protocol: 4)).AddEthernet(accept)));
    }

    [Test]
    public void IPv6_is_read()
    {
        AssertKey(Load(new WiredCapture()
            .AddEthernet(WiredCapture.IPv6(1, 2, WiredCapture.Udp(40000, 1812, Exchange.Request())))
            .AddEthernet(WiredCapture.IPv6(2, 1, WiredCapture.Udp(1812, 40000, Exchange.Accept())))));
    }

    [Test]
    public void Wireless_frames_in_the_same_capture_are_passed_over()
    {
        (byte[] request, byte[] accept) = Packets();

        AssertKey(Load(new WiredCapture().Add(LinkTypes.Radiotap,
            [0, 0, 8, 0, 0, 0, 0, 0, 0x80, 0]).AddEthernet(request).Add(LinkTypes.Ieee80211, [0x80]).AddEthernet(accept)));
    }

    [TestCase(0, 1, 2)]
    [TestCase(2, 1, 0)]
    [TestCase(1, 2, 0)]
    public void Fragments_of_IPv4_are_put_together_in_any_order(params int[] order)
    {
        byte[][] fragments = Fragmented(Exchange.Accept(filling: 4), (part, offset, more) => WiredCapture.IPv4(2, 1, part, offset, more));
        WiredCapture capture = new WiredCapture().AddEthernet(Packets().Request);
        foreach (int index in order)
        {
            capture.AddEthernet(fragments[index]);
        }

        AssertKey(Load(capture));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Fragments_of_IPv6_are_put_together(bool options)
    {
        WiredCapture capture = new WiredCapture().AddEthernet(WiredCapture.IPv6(1, 2, WiredCapture.Udp(40000, 1812, Exchange.Request())));
        foreach (byte[] fragment in Fragmented(Exchange.Accept(filling: 4), (part, offset, more) =>
        {
            byte[] payload = WiredCapture.IPv6Fragment(part, offset, more);
            return options
                ? WiredCapture.IPv6(2, 1, WiredCapture.IPv6Options(payload), nextHeader: 60)
                : WiredCapture.IPv6(2, 1, payload, nextHeader: 44);
        }))
        {
            capture.AddEthernet(fragment);
        }

        AssertKey(Load(capture));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void An_Access_Accept_of_which_a_fragment_is_missing_gives_no_key(int missing)
    {
        byte[][] fragments = Fragmented(Exchange.Accept(filling: 4), (part, offset, more) => WiredCapture.IPv4(2, 1, part, offset, more));
        WiredCapture capture = new WiredCapture().AddEthernet(Packets().Request);
        foreach (byte[] fragment in fragments.Where((_, index) => index != missing))
        {
            capture.AddEthernet(fragment);
        }

        using LoadedKeys loaded = Load(capture);

        Assert.That(loaded.Table.Keys, Is.Empty);
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Notes.Single(),
            missing == 0
                ? Does.EndWith("has Access-Requests and no response to them, so no key.")
                : Does.StartWith("1 Access-Accept in ").And.EndsWith("is not whole (cut off, or a fragment is missing) and left out."));
    }

    [Test]
    public void Of_a_request_the_first_fragment_is_enough()
    {
        byte[] fragment = Fragmented(Exchange.Request(filling: 4), (part, offset, more) => WiredCapture.IPv4(1, 2, part, offset, more),
            source: 40000, destination: 1812)[0];

        using LoadedKeys loaded = Load(new WiredCapture().AddEthernet(fragment).AddEthernet(Packets().Accept));

        Assert.That(loaded.Table.Keys.Single().Binding.Sta, Is.EqualTo(new MacAddress(0x0200_0000_0200)));
    }

    [Test]
    public void Packets_that_a_snap_length_has_cut_give_no_key_and_a_note()
    {
        (byte[] request, byte[] accept) = Packets();
        var capture = new WiredCapture { SnapLength = 120 };

        using LoadedKeys loaded = Load(capture.AddEthernet(request).AddEthernet(accept));

        Assert.That(loaded.Notes.Single(), Does.StartWith("1 Access-Accept in ").And.Contain("is not whole"));
    }

    [Test]
    public void What_is_sent_again_gives_no_second_key()
    {
        (byte[] request, byte[] accept) = Packets();

        AssertKey(Load(new WiredCapture().AddEthernet(request).AddEthernet(request).AddEthernet(accept).AddEthernet(request)
            .AddEthernet(accept)));
    }

    [Test]
    public void An_Identifier_may_come_round_again()
    {
        var second = new Radius(seed: 2);
        WiredCapture capture = Over(Exchange.Request(), Exchange.Accept());
        Over(second.Request("02-00-00-00-02-01"), Exchange.Accept(), capture: capture); // late, and sent again
        Over(second.Request("02-00-00-00-02-01"), second.Accept(), capture: capture);

        using LoadedKeys loaded = Load(capture);

        Assert.That(loaded.Table.Keys.Select(key => key.Material.ToArray()), Is.EqualTo((byte[][])[Exchange.Msk, second.Msk]));
        Assert.That(loaded.Table.Keys.Select(key => key.Binding.Sta),
            Is.EqualTo((MacAddress?[])[new(0x0200_0000_0200), new(0x0200_0000_0201)]));
        Assert.That(loaded.Notes, Is.Empty);
    }

    [Test]
    public void Responses_that_do_not_verify_are_counted_and_the_others_give_their_keys()
    {
        var other = new Radius(seed: 2, secret: "other", identifier: 9);
        WiredCapture capture = Over(Exchange.Request(), Exchange.Accept());
        Over(other.Request(), other.Accept(), capture: capture);

        using LoadedKeys loaded = Load(capture);
        using LoadedKeys both = Load(capture, "other\r\n" + Radius.Secret + "\n\n");

        Assert.That(loaded.Table.Keys, Has.Count.EqualTo(1));
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Notes.Single(),
            Does.StartWith("1 of the 2 RADIUS responses in ").And.EndsWith("does not verify with the shared secret and is left out."));
        Assert.That(both.Table.Keys, Has.Count.EqualTo(2));
        Assert.That(both.Notes, Is.Empty);
    }

    [TestCase("02-00-00-00-02-00", "02-AB-00-00-00-0c:LabRoam", "LabRoam")]
    [TestCase("02:00:00:00:02:00", "02:ab:00:00:00:0C:LabRoam", "LabRoam")]
    [TestCase("0200.0000.0200", "02ab.0000.000c:Lab:Roam", "Lab:Roam")]
    [TestCase("020000000200", "02AB0000000C:", null)]
    [TestCase("02 00 00 00 02 00", "02-AB-00-00-00-0C", null)]
    public void Addresses_are_read_in_every_usual_spelling(string calling, string called, string? ssid)
    {
        using LoadedKeys loaded = Load(Over(Exchange.Request(calling, called), Exchange.Accept()));

        KeyBinding binding = loaded.Table.Keys.Single().Binding;
        Assert.That((binding.Sta, binding.Bssid), Is.EqualTo((new MacAddress(0x0200_0000_0200), new MacAddress(0x02AB_0000_000C))));
        Assert.That(binding.Ssid is { } octets ? Ssid.ToText(octets.Span) : null, Is.EqualTo(ssid));
    }

    [TestCase(null, null)]
    [TestCase("alice", "AP 12")]
    [TestCase("02-00-00-00-02", "02-00-00-00-00-00LabRoam")]
    [TestCase("", ":")]
    public void A_key_without_address_may_be_anybodys(string? calling, string? called)
    {
        using LoadedKeys loaded = Load(Over(Exchange.Request(calling, called), Exchange.Accept()));

        KeyBinding binding = loaded.Table.Keys.Single().Binding;
        Assert.That((binding.Sta, binding.Bssid, binding.Ssid),
            Is.EqualTo(((MacAddress?)null, (MacAddress?)null, (ReadOnlyMemory<byte>?)null)));
    }

    [Test]
    public void A_Recv_Key_alone_is_the_beginning_of_the_MSK()
    {
        byte[] accept = Exchange.Response(2, messageAuthenticator: true, Exchange.KeyAttribute(17, Exchange.Msk[..32]));

        using LoadedKeys loaded = Load(Over(Exchange.Request(), accept));

        Assert.That(loaded.Table.Keys.Single().Material.ToArray(), Is.EqualTo(Exchange.Msk[..32]));
    }

    [Test]
    public void Keys_of_other_lengths_are_none()
    {
        byte[] accept = Exchange.Response(2, messageAuthenticator: true,
            [.. Exchange.KeyAttribute(17, new byte[5]), .. Exchange.KeyAttribute(16, new byte[5])]);

        using LoadedKeys loaded = Load(Over(Exchange.Request(), accept));

        Assert.That(loaded.Notes.Single(), Does.StartWith("1 Access-Accept in ").And.EndsWith("carries no MS-MPPE keys."));
    }

    [Test]
    public void Why_there_is_no_key_is_said()
    {
        byte[] request = Exchange.Request();

        AssertNote(Over(request, Exchange.Response(2, true, [])), "1 Access-Accept in ", "carries no MS-MPPE keys.");
        AssertNote(Over(request, Exchange.Response(3, true, [])), "none of the 1 RADIUS response in ",
            "is an Access-Accept: no key was delivered.");
        AssertNote(new WiredCapture().AddEthernet(Packets().Accept), "1 Access-Accept in ",
            "has no Access-Request there, without which a key cannot be decrypted.");
        AssertNote(new WiredCapture().AddEthernet(Packets().Request), "", "has Access-Requests and no response to them, so no key.");
        AssertNote(new WiredCapture().AddEthernet(
            WiredCapture.IPv4(1, 2, [.. Ports(40000, 2083), .. new byte[8], 0x50, .. new byte[7]], protocol: 6)), "",
            "has RADIUS over TLS (RadSec), in which keys cannot be read with a shared secret.");
        AssertNote(new WiredCapture().Add(LinkTypes.Ethernet, [.. new byte[12], 0x88, 0x8E, 2, 0, 0, 5, 1, 1, 0, 5, 1]), "",
            "has no RADIUS in it, so no key: of EAP alone the keys are known to its two ends only.");
    }

    [Test]
    public void A_source_that_cannot_be_read_is_a_problem()
    {
        using var folder = new TemporaryFolder();
        string secret = folder.Write("secret", Radius.Secret);
        string capture = folder.Write("notes.txt", "no capture");

        Assert.That(ProblemOf(new KeySources { RadiusCaptures = [capture] }),
            Does.StartWith("RADIUS captures need the file with the shared secret: "));
        Assert.That(ProblemOf(new KeySources { RadiusCaptures = [capture], RadiusSecretFile = folder.Path("none") }),
            Does.StartWith("cannot read the file with the shared secret, "));
        Assert.That(ProblemOf(new KeySources { RadiusCaptures = [capture], RadiusSecretFile = folder.Write("empty", "\n") }),
            Does.EndWith(" is empty."));
        Assert.That(ProblemOf(new KeySources { RadiusCaptures = [capture], RadiusSecretFile = secret }),
            Does.Contain("is neither pcap nor pcapng"));
        Assert.That(ProblemOf(new KeySources { RadiusCaptures = [folder.Path("none")], RadiusSecretFile = secret }),
            Does.StartWith("cannot open "));
    }

    [Test]
    public void Damaged_and_random_packets_are_read_without_throwing()
    {
        var random = new Random(11);
        (byte[] request, byte[] accept) = Packets();
        for (int round = 0; round < 100; round++)
        {
            var capture = new WiredCapture();
            for (int i = 0; i < 40; i++)
            {
                byte[] octets = [.. i % 2 == 0 ? request : accept];
                for (int flips = random.Next(4); flips > 0; flips--)
                {
                    octets[random.Next(octets.Length)] = (byte)random.Next(256);
                }

                byte[] noise = new byte[random.Next(100)];
                random.NextBytes(noise);
                capture.AddEthernet(octets).Add(LinkTypes.Ethernet, noise).Add(LinkTypes.Raw, octets[..random.Next(octets.Length)]);
            }

            using LoadedKeys loaded = Load(capture);
            Assert.That(loaded.Table.Keys.Select(key => key.Material.ToArray()), Is.All.EqualTo(Exchange.Msk));
        }
    }

    private static (byte[] Request, byte[] Accept) Packets() =>
        (WiredCapture.IPv4(1, 2, WiredCapture.Udp(40000, 1812, Exchange.Request())),
            WiredCapture.IPv4(2, 1, WiredCapture.Udp(1812, 40000, Exchange.Accept())));

    private static WiredCapture Over(byte[] request, byte[] response, int port = 1812, WiredCapture? capture = null) =>
        (capture ?? new WiredCapture())
            .AddEthernet(WiredCapture.IPv4(1, 2, WiredCapture.Udp(40000, port, request)))
            .AddEthernet(WiredCapture.IPv4(2, 1, WiredCapture.Udp(port, 40000, response)));

    private static byte[][] Fragmented(byte[] packet, Func<byte[], int, bool, byte[]> ip, int source = 1812, int destination = 40000)
    {
        byte[][] parts = [.. WiredCapture.Udp(source, destination, packet).Chunk(480)];
        Assert.That(parts, Has.Length.EqualTo(3));
        return [.. parts.Select((part, index) => ip(part, 480 * index, index < parts.Length - 1))];
    }

    private static byte[] Ports(int source, int destination) =>
        [(byte)(source >> 8), (byte)source, (byte)(destination >> 8), (byte)destination];

    private static LoadedKeys Load(WiredCapture capture, string secret = Radius.Secret)
    {
        using var folder = new TemporaryFolder();
        return LoadedKeys.From(
            new KeySources { RadiusCaptures = [capture.Write(folder)], RadiusSecretFile = folder.Write("secret", secret) });
    }

    private static void AssertKey(LoadedKeys loaded)
    {
        using (loaded)
        {
            Assert.That(loaded.Problems.Concat(loaded.Notes), Is.Empty);
            Assert.That(loaded.Table.Keys.Select(key => key.Material.ToArray()), Is.EqualTo((byte[][])[Exchange.Msk]));
        }
    }

    private static void AssertNote(WiredCapture capture, string start, string end)
    {
        using LoadedKeys loaded = Load(capture);
        Assert.That(loaded.Table.Keys, Is.Empty);
        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Notes.Single(), Does.StartWith(start).And.EndsWith(end));
    }

    private static string ProblemOf(KeySources sources)
    {
        using var loaded = LoadedKeys.From(sources);
        return loaded.Problems.Single();
    }
}
