using WsBridge.Analysis.Excerpts;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tests.Comparison;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>BSSIDs that have no Beacons of their own are known by those of the transmitted BSSID.</summary>
[TestFixture]
internal sealed class MultipleBssidTests
{
    private static readonly Typical Ft = new(4);
    private static readonly MacAddress Ap = Typical.Ap;
    private static readonly MacAddress OtherAp = Typical.OtherAp;

    /// <summary>The set of each AP: the transmitted BSSID is one less in the last bits.</summary>
    private static MacAddress TransmittedOf(MacAddress ap) => new((ap.Value & ~0xFUL) | ((ap.Value - 1) & 0xF));

    [Test]
    public void An_FT_request_at_a_nontransmitted_BSSID_that_is_heard_is_unanswered()
    {
        CaptureBuilder capture = Roam(ap => [Beacon(ap)],
            request => request.AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 200).AddAcked(Ft.FtRequest(), 200)
            .Add(Beacon(OtherAp), 600).Add(Beacon(OtherAp), 600).Add(Beacon(OtherAp), 600).AddAcked(Ft.AuthRequest(OtherAp), 100));
        CaptureBuilder own = Roam(ap => [Ft.Beacon(ap)],
            request => request.AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 200).AddAcked(Ft.FtRequest(), 200)
            .Add(Ft.Beacon(OtherAp), 600).Add(Ft.Beacon(OtherAp), 600).Add(Ft.Beacon(OtherAp), 600).AddAcked(Ft.AuthRequest(OtherAp), 100));

        Assert.That(Words(capture), Is.EqualTo(Words(own)).And.Contain("ft-auth-no-response Warn Ap").And.Contain("roam-failed Error Ap"));
    }

    [Test]
    public void Another_mobility_domain_than_the_profile_names_is_seen()
    {
        CaptureBuilder capture = Roam(ap => [Beacon(ap, mde: ap == OtherAp ? 0x0999 : 0x0102)],
            roam => roam.AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()));

        Assert.That(Words(capture), Does.Contain("ft-auth-mdid Note Unknown"));
    }

    [Test]
    public void A_finding_on_a_profile_points_at_no_octets()
    {
        byte[] preauthentication = MakeElement.Rsne(new RsneOptions { Akms = [4], Capabilities = 1 });
        Finding finding =
            Analyzed.Octets(new CaptureBuilder().Add(Beacon(Ap, rsne: preauthentication))
                .ToArray()).Findings.Single(finding => finding.Rule.Name.StartsWith("preauth", StringComparison.Ordinal));

        Assert.That((finding.Bssid, finding.Ssid, finding.Frame.Ref.Id, finding.Offset, finding.Length),
            Is.EqualTo((Ap, Typical.NetworkName, 1L, -1, 0)));
    }

    [Test]
    public void Profiles_come_split_over_elements_and_over_Beacons_and_in_Probe_Responses()
    {
        byte[] profile = Profile();
        byte[] none = Testing.Frame.Beacon(TransmittedOf(Ap),
            [MakeElement.Ssid("Transmitted"), MakeElement.MultipleBssid(4, MakeElement.NontransmittedProfile(3, "Third"))]);
        byte[][] ways =
        [
            Testing.Frame.Beacon(TransmittedOf(Ap),
                [
                MakeElement.Ssid("Transmitted"),
                MakeElement.MultipleBssid(4, profile[..20]),
                MakeElement.MultipleBssid(4, profile[20..]),
            ]),
            Testing.Frame.ProbeResponse(Typical.Sta, TransmittedOf(Ap),
                [MakeElement.Ssid("Transmitted"), MakeElement.MultipleBssid(4, profile)]),
        ];

        foreach (byte[] way in ways)
        {
            Analyzed analyzed =
                Analyzed.Octets(new CaptureBuilder().Add(none).Add(way, 100).Add(none, 600).AddAcked(Ft.AuthRequest()).ToArray());

            Assert.That(analyzed.Roams.Single().Ssid, Is.EqualTo(Typical.NetworkName));
        }
    }

    [Test]
    public void An_unchanged_profile_is_taken_once_whatever_its_DTIM_Count()
    {
        CaptureBuilder capture = new();
        for (int i = 0; i < 20; i++)
        {
            capture.Add(Beacon(Ap, dtimCount: i % 2, rsne: MakeElement.Rsne(new RsneOptions { Akms = [4], Capabilities = 1 })), 1000);
        }

        Assert.That(Analyzed.Octets(capture.ToArray()).Findings.Select(finding => finding.Rule.Name), Is.Unique.And.Not.Empty);
    }

    [Test]
    public void A_roam_between_nontransmitted_BSSIDs_is_as_clean_as_between_others()
    {
        CaptureBuilder capture = Roam(ap => [Beacon(ap)],
            roam => roam.AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
            .AddAcked(Ft.ReassocResponse()));

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());
        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn).Select(finding => finding.Message), Is.Empty);
        Assert.That(analyzed.Roams.Select(roam => (roam.Type, roam.From, roam.To)),
            Is.EqualTo(new[] { ((RoamType?)RoamType.FtInitial, (MacAddress?)null, Ap), (RoamType.FtOverTheAir, Ap, OtherAp) }));
    }

    [Test]
    public void Two_captures_are_compared_by_the_profiles_too()
    {
        CaptureBuilder good = Roam(ap => [Beacon(ap)], static _ => { });
        CaptureBuilder bad = Roam(ap => [Beacon(ap, rsne: MakeElement.Rsne(new RsneOptions { Akms = [4], Capabilities = 0x80 }))],
            static _ => { });

        Assert.That(Comparing.Of(good, bad, 1, 1).Differences.Select(Comparing.Words), Has.Some.StartsWith("beacon RSNE RSN Capabilities"));
    }

    [Test]
    public void The_frames_of_a_roam_include_the_Beacons_that_speak_for_both_APs()
    {
        byte[] octets = Roam(ap => [Beacon(ap)],
            roam => roam.AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
            .AddAcked(Ft.ReassocResponse())).ToArray();
        Analyzed analyzed = Analyzed.Octets(octets);
        var excerpt = new RoamExcerpt(analyzed.Roams[1], 0, [], 1, everyFrame: false);
        var beacons = new List<long>();
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(octets), "test");
        while (reader.TryRead(out CaptureRecord record))
        {
            var frame = new Sdk.Frame
            {
                Id = record.Number,
                TimeMicroseconds = record.TimeNanoseconds / 1000,
                LinkType = record.LinkType,
                Octets = record.Octets,
                OriginalLength = record.OriginalLength,
            };
            excerpt.OnFrame(frame);
            if (frame.Octets[frame.MacHeaderAt] == 0x80)
            {
                beacons.Add(frame.Id);
            }
        }

        Assert.That(beacons, Has.Count.EqualTo(2));
        Assert.That(excerpt.Frames(ExcerptContext.None), Is.SupersetOf(beacons));
    }

    private static CaptureBuilder Roam(Func<MacAddress, byte[][]> beacons, Action<CaptureBuilder> roam)
    {
        CaptureBuilder capture = new CaptureBuilder().AddAll(beacons(Ap)).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse())
            .AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
            .AddAcked(Ft.M1()).AddAcked(Ft.M2()).AddAcked(Ft.M3()).AddAcked(Ft.M4()).Wait(200).AddAll(beacons(OtherAp));
        roam(capture);
        return capture;
    }

    private static string[] Words(CaptureBuilder capture) =>
        [.. Analyzed.Octets(capture.ToArray()).Findings.Select(finding => $"{finding.Rule.Name} {finding.Severity} {finding.Fault}")];

    private static byte[] Beacon(MacAddress ap, int mde = 0x0102, byte[]? rsne = null, int dtimCount = 0) =>
        Testing.Frame.Beacon(TransmittedOf(ap),
            [MakeElement.Ssid("Transmitted"), MakeElement.SupportedRates(), MakeElement.MultipleBssid(4, Profile(mde, rsne, dtimCount))]);

    private static byte[] Profile(int mde = 0x0102, byte[]? rsne = null, int dtimCount = 0) =>
        MakeElement.NontransmittedProfile(1, Typical.NetworkName, dtimCount: dtimCount, own: [rsne ?? Ft.Rsne(), MakeElement.Mde(mde)]);
}
