using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Tests.Intake;

/// <summary>What a snapshot length cut off is not absent.</summary>
[TestFixture]
internal sealed class CutFramesTests
{
    private static readonly int[] s_lengths = [64, 96, 128, 160, 256];
    private static readonly string[] s_clean =
    [
        "01_wpa2-psk.pcapng",
        "02_ft-psk_ota.pcapng",
        "04_ft-eap-peap_ota.pcapng",
        "16_11k-11v_btm_ft-roam.pcapng",
    ];
    private static readonly string[] s_failing =
    [
        "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng",
        "10a_ft-psk_2pmkid_not-in-assoc_ap2.12.pcapng",
    ];

    [Test]
    public void A_clean_recording_stays_clean([ValueSource(nameof(s_clean))] string recording, [ValueSource(nameof(s_lengths))] int length,
        [Values] bool isTold)
    {
        Analyzed analyzed = Analyzed.Octets(Cut(recording, length, isTold));

        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn).Select(finding => finding.Message), Is.Empty);
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Has.None.EqualTo("ft-auth-before-imda"));
        Assert.That(analyzed.Roams.Select(roam => roam.Type), Has.None.EqualTo(RoamType.Open));
    }

    [Test]
    public void A_failure_does_not_become_a_success([ValueSource(nameof(s_failing))] string recording,
        [ValueSource(nameof(s_lengths))] int length, [Values] bool isTold)
    {
        List<RoamOutcome> whole = [.. Analyzed.Octets(Cut(recording, int.MaxValue, isTold: true)).Roams.Select(roam => roam.Outcome)];

        Analyzed cut = Analyzed.Octets(Cut(recording, length, isTold));

        Assert.That(cut.Roams.Where((roam, place) => roam.Outcome == RoamOutcome.Success && whole[place] != RoamOutcome.Success), Is.Empty);
        Assert.That(cut.Roams.Select(roam => roam.Type), Has.None.EqualTo(RoamType.Open));
    }

    [Test]
    public void An_element_is_present_or_absent_or_was_cut_off()
    {
        byte[] request = new Typical(2).AssocRequest();
        byte[] cut = request[..^3]; // in the RSNE, the last element

        Assert.That(PresenceOf(request, request.Length, ElementId.Rsne), Is.EqualTo(Presence.Present));
        Assert.That(PresenceOf(request, request.Length, ElementId.Mde), Is.EqualTo(Presence.Absent));
        Assert.That(PresenceOf(cut, request.Length, ElementId.Rsne), Is.EqualTo(Presence.CutOff));
        Assert.That(PresenceOf(cut, cut.Length, ElementId.Rsne), Is.EqualTo(Presence.CutOff), "the capture does not say that it was cut");
        Assert.That(PresenceOf(cut, request.Length, ElementId.Ssid), Is.EqualTo(Presence.Present));
    }

    private static Presence PresenceOf(byte[] octets, int originalLength, byte element)
    {
        Presence presence = default;
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file))
        {
            writer.WritePacket(writer.AddInterface(105), 0, octets, originalLength);
            writer.Flush();
        }

        Analyzed.Octets(file.ToArray(), onFact: facts => presence = facts.Frame.PresenceOf(element));
        return presence;
    }

    private static byte[] Cut(string recording, int length, bool isTold)
    {
        using var file = new MemoryStream();
        using (CaptureReader reader = CaptureReader.Open(new MemoryStream(Rewritten.Recording(recording)), "test"))
        using (var writer = new PcapngWriter(file))
        {
            int radiotap = writer.AddInterface(127);
            while (reader.TryRead(out CaptureRecord record))
            {
                ReadOnlySpan<byte> there = record.Octets[..Math.Min(length, record.Octets.Length)];
                writer.WritePacket(radiotap, record.TimeNanoseconds, there, isTold ? record.OriginalLength : there.Length);
            }

            writer.Flush();
        }

        return file.ToArray();
    }
}
