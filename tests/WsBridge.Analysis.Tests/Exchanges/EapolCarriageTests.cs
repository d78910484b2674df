using WsBridge.Dot11;
using static WsBridge.Analysis.Tests.Intake.Rewritten;

namespace WsBridge.Analysis.Tests.Exchanges;

/// <summary>EAPOL is the same in whatever frame it comes.</summary>
[TestFixture]
internal sealed class EapolCarriageTests
{
    private static readonly byte[] s_snap = [0xAA, 0xAA, 0x03, 0, 0, 0, 0x88, 0x8E];
    private static readonly string[] s_recordings =
    [
        "02_ft-psk_ota.pcapng",
        "09a_ft-psk_2pmkid_r1-first_ap2.10.pcapng",
        "06_wpa2-eap_pmksa-cache.pcapng",
    ];

    private static readonly Dictionary<string, Func<Carried, IEnumerable<byte[]>>> s_ways = new()
    {
        ["an A-MSDU"] = eapol => [eapol.Qos(0x80, [.. eapol.Subframe(eapol.Body)])],
        ["the second subframe of an A-MSDU"] = eapol => [eapol.Qos(0x80,
            [.. eapol.Subframe([.. s_snap[..6], 0x08, 0x06, 1]), 0, .. eapol.Subframe(eapol.Body)])],
        ["a frame with HT Control"] = eapol => [eapol.Qos(0, [1, 2, 3, 4, .. eapol.Body], flags: 0x80)],
        ["a frame with four addresses"] = eapol => [eapol.FourAddresses(0, eapol.Body)],
        ["a mesh frame"] = eapol => [eapol.FourAddresses(0x100, [0, 31, 1, 0, 0, 0, .. eapol.Body])],
        ["a mesh frame with more addresses"] = eapol => [eapol.FourAddresses(0x100, [1, 31, 1, 0, 0, 0, 2, 2, 2, 2, 2, 2, .. eapol.Body])],
        ["two fragments"] = eapol => eapol.Fragments(2),
        ["three fragments"] = eapol => eapol.Fragments(3),
    };

    [Test]
    public void Findings_and_attempts_do_not_depend_on_how_EAPOL_is_carried([ValueSource(nameof(s_recordings))] string recording,
        [ValueSource(nameof(Ways))] string way)
    {
        List<string> plain = Words(Of(recording, frame => [new Packet(frame)]));

        List<string> rewritten =
            Words(Of(recording, frame => Carried.TryRead(frame, out Carried? eapol) ? InOrder(s_ways[way](eapol!)) : [new Packet(frame)]));

        Assert.That(rewritten, Is.EqualTo(plain));
    }

    [Test]
    public void A_client_whose_frames_cannot_be_read_is_not_called_silent()
    {
        // The subframe announces more octets than there are.
        byte[] capture = Of("09a_ft-psk_2pmkid_r1-first_ap2.10.pcapng", frame => Carried.TryRead(frame, out Carried? eapol) && eapol!.IsToAp
            ? [new Packet(eapol.Qos(0x80, [.. eapol.Subframe(eapol.Body)[..^60]]))]
            : [new Packet(frame)]);

        Analyzed analyzed = Analyzed.Octets(capture);

        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Sdk.Severity.Warn).Select(finding => finding.Rule.Name),
            Does.Not.Contain("m1-no-m2"));
        Assert.That(analyzed.Findings.Select(finding => finding.Message), Has.None.Contains("never answered"));
    }

    [Test]
    public void PMKIDs_of_a_frame_put_together_point_into_its_last_fragment_or_nowhere()
    {
        var offsets = new List<int>();
        byte[] capture = Of("09a_ft-psk_2pmkid_r1-first_ap2.10.pcapng",
            frame => Carried.TryRead(frame, out Carried? eapol) ? InOrder(eapol!.Fragments(2)) : [new Packet(frame)]);

        Analyzed.Octets(capture, onFact: facts =>
        {
            if (facts.HandshakeMessage == 2)
            {
                offsets.AddRange(facts.Pmkids.Select(pmkid => facts.Frame.OffsetInPacket(pmkid.Offset)));
                offsets.Add(facts.Frame.OffsetInPacket(40)); // in the first fragment
            }
        });

        Assert.That(offsets, Has.Some.GreaterThan(0).And.Some.EqualTo(-1));
    }

    private static IEnumerable<string> Ways() => s_ways.Keys;

    /// <summary>The last one at the time of the frame that they are made of.</summary>
    private static IEnumerable<Packet> InOrder(IEnumerable<byte[]> parts)
    {
        byte[][] all = [.. parts];
        return all.Select((part, place) => new Packet(part, null, 10 * (all.Length - 1 - place)));
    }

    /// <summary>An unencrypted EAPOL frame, to be sent in another way.</summary>
    private sealed record Carried(byte[] Frame, int HeaderLength, bool IsToAp)
    {
        public byte[] Body => Frame[HeaderLength..];

        private byte[] Da => IsToAp ? Frame[16..22] : Frame[4..10];

        private byte[] Sa => IsToAp ? Frame[10..16] : Frame[16..22];

        public static bool TryRead(byte[] frame, out Carried? carried)
        {
            carried = MacHeader.TryParse(frame, out MacHeader header, out _) && Llc.TryGetEapol(header, out _, out _)
                ? new Carried(frame, header.BodyOffset, header.ToDs)
                : null;
            return carried is not null;
        }

        public byte[] Qos(int control, byte[] body, int flags = 0) =>
            [0x88, (byte)(Frame[1] | flags), .. Frame[2..24], (byte)control, (byte)(control >> 8), .. body];

        public byte[] FourAddresses(int control, byte[] body) =>
            [0x88, (byte)(Frame[1] | 3), .. Frame[2..16], .. Da, .. Frame[22..24], .. Sa, (byte)control, (byte)(control >> 8), .. body];

        public byte[] Subframe(byte[] msdu) => [.. Da, .. Sa, (byte)(msdu.Length >> 8), (byte)msdu.Length, .. msdu];

        public IEnumerable<byte[]> Fragments(int count)
        {
            int size = (Body.Length + count - 1) / count;
            for (int i = 0; i < count; i++)
            {
                byte[] part = [.. Frame[..HeaderLength], .. Body[(i * size)..Math.Min(Body.Length, (i + 1) * size)]];
                part[1] |= (byte)(i < count - 1 ? 0x04 : 0);
                part[22] = (byte)(part[22] & 0xF0 | i);
                yield return part;
            }
        }
    }
}
