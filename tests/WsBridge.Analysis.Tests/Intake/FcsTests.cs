using WsBridge.Dot11;
using static WsBridge.Analysis.Tests.Intake.Rewritten;

namespace WsBridge.Analysis.Tests.Intake;

/// <summary>Whatever a capture says of the FCS, its octets decide.</summary>
[TestFixture]
internal sealed class FcsTests
{
    private static readonly string[] s_recordings =
    [
        "01_wpa2-psk.pcapng", "02_ft-psk_ota.pcapng", "05_ft-sae.pcapng", "09a_ft-psk_2pmkid_r1-first_ap2.10.pcapng",
        "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng",
    ];

    private static readonly Dictionary<string, Change> s_ways = new()
    {
        ["announced"] = frame => [new Packet(WithFcs(frame), FcsFlag)],
        ["there and not announced"] = frame => [new Packet(WithFcs(frame), 0)],
        ["there and nothing said"] = frame => [new Packet(WithFcs(frame))],
        ["announced and not there"] = frame => [new Packet(frame, FcsFlag)],
        ["zeros in its place"] = frame => [new Packet([.. frame, 0, 0, 0, 0], FcsFlag)],
        ["right and called bad"] = frame => [new Packet(WithFcs(frame), FcsFlag | BadFcsFlag)],
        ["wrong in a copy before each frame, and called good"] = frame => WithCorruptCopy(frame, FcsFlag),
        ["wrong in a copy before each frame, and not announced"] = frame => WithCorruptCopy(frame, 0),
    };

    [Test]
    public void Findings_and_attempts_do_not_depend_on_where_the_FCS_is_and_what_is_said_of_it(
        [ValueSource(nameof(s_recordings))] string recording, [ValueSource(nameof(Ways))] string way)
    {
        List<string> plain = Words(Of(recording, frame => [new Packet(frame)]));

        List<string> rewritten = Words(Of(recording, s_ways[way]));

        Assert.That(rewritten, Is.EqualTo(plain));
    }

    [Test]
    public void A_frame_of_another_sensor_that_has_no_FCS_is_taken_whole_after_a_few()
    {
        int count = 0;
        byte[] mixed = Of("02_ft-psk_ota.pcapng", frame => [new Packet(count++ % 2 == 0 ? WithFcs(frame) : frame, FcsFlag)]);

        Assert.That(Words(mixed), Is.EqualTo(Words(Of("02_ft-psk_ota.pcapng", frame => [new Packet(frame)]))));
    }

    [Test]
    public void What_was_decided_against_the_flags_is_counted()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Contradictions(s_ways["announced"]), Is.EqualTo((false, false, false, false)));
            Assert.That(Contradictions(s_ways["there and not announced"]), Is.EqualTo((true, false, false, false)));
            Assert.That(Contradictions(s_ways["announced and not there"]), Is.EqualTo((false, true, false, false)));
            Assert.That(Contradictions(s_ways["wrong in a copy before each frame, and called good"]),
                Is.EqualTo((false, false, true, false)));
            Assert.That(Contradictions(s_ways["right and called bad"]), Is.EqualTo((false, false, false, true)));
        });
    }

    private static IEnumerable<string> Ways() => s_ways.Keys;

    private static (bool Unannounced, bool Missing, bool WrongButGood, bool RightButBad) Contradictions(Change change)
    {
        var said = Analyzed.Octets(Of("02_ft-psk_ota.pcapng", change)).Fcs!;
        return (said.Unannounced > 0, said.Missing > 0, said.WrongButGood > 0, said.RightButBad > 0);
    }

    /// <summary>Received with an error first and not acknowledged, then repeated.</summary>
    private static IEnumerable<Packet> WithCorruptCopy(byte[] frame, byte flags)
    {
        bool isRepeated = MacHeader.TryParse(frame, out MacHeader header, out _) && header.Type is FrameType.Management or FrameType.Data
            && !header.Ra.IsGroup && !header.Retry && header.Body.Length > 0;
        if (!isRepeated)
        {
            return [new Packet(WithFcs(frame), flags)];
        }

        byte[] corrupt = [.. frame];
        corrupt[header.BodyOffset + (header.Body.Length * 5 / 8)] ^= 0x08;
        byte[] again = [.. frame];
        again[1] |= 0x08;
        return [new Packet(WithFcs(corrupt, fcsOf: frame), flags, 300), new Packet(WithFcs(again), flags)];
    }
}
