using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>What the recordings do not show, built frame by frame.</summary>
[TestFixture]
internal sealed class RoamTests
{
    private static readonly Typical Psk = new(2);
    private static readonly Typical Ft = new(4);
    private static readonly Typical Eap = new(1);
    private static readonly MacAddress Sta = Typical.Sta;
    private static readonly MacAddress Ap = Typical.Ap;
    private static readonly MacAddress OtherAp = Typical.OtherAp;

    [Test]
    public void A_roam_comes_from_the_last_association_and_a_first_one_from_nowhere()
    {
        IReadOnlyList<Roam> roams = Of(Ft.Roam());

        Assert.That(roams.Select(roam => (roam.From, roam.To)), Is.EqualTo(new (MacAddress?, MacAddress)[] { (null, Ap), (Ap, OtherAp) }));
    }

    [TestCase(1000, true)]
    [TestCase(3000, false)]
    public void A_client_that_left_comes_from_there_only_when_it_is_back_at_once(int afterMilliseconds, bool comesFromThere)
    {
        CaptureBuilder capture = Psk.Handshake().AddAcked(Frame.Deauthentication(Sta, Ap, 3, fromAp: false),
            500).AddAcked(Psk.AuthRequest(), afterMilliseconds).AddAcked(Psk.AuthResponse());

        Assert.That(Of(capture)[1].From, Is.EqualTo(comesFromThere ? Ap : (MacAddress?)null));
    }

    [Test]
    public void A_capture_that_begins_with_a_Reassociation_Request_knows_the_old_AP_from_it()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Ft.Beacon(OtherAp)).AddAcked(Ft.FtRequest()).AddAcked(Ft.FtResponse())
            .AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse());

        Assert.That(Of(capture).Single().From, Is.EqualTo(Ap));
    }

    [Test]
    public void Data_frames_give_first_data_of_each_direction_and_the_gap()
    {
        CaptureBuilder capture = Ft.BeforeRoam()
            .Add(Frame.ProtectedData(Sta, Ap, fromAp: true), 10)
            .Add(Ft.FtRequest(), 40).Add(Ft.FtResponse(), 2).Add(Ft.ReassocRequest(), 3).Add(Ft.ReassocResponse(), 4)
            .Add(Frame.ProtectedData(Sta, OtherAp, fromAp: false), 100)
            .Add(Frame.ProtectedData(Sta, OtherAp, fromAp: true), 1);

        Roam roam = Of(capture)[1];

        Assert.That((roam.HandoffMs, roam.FirstDataMs, roam.FirstDataUpMs, roam.FirstDataDownMs), Is.EqualTo((9.0, 109.0, 109.0, 110.0)));
        Assert.That((roam.GapMs, roam.OutageMs, roam.OutageIsMinimum), Is.EqualTo(((double?)149.0, (double?)null, (bool?)null)),
            "an idle client's gap is no outage");
    }

    [Test]
    public void Without_data_frames_nobody_can_tell_an_outage()
    {
        Roam roam = Of(Ft.Roam())[1];

        Assert.That((roam.FirstDataMs, roam.GapMs, roam.OutageMs), Is.EqualTo(((double?)null, (double?)null, (double?)null)));
    }

    [Test]
    public void Encrypted_data_from_the_AP_shows_success_where_message_4_was_missed()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3())
            .Add(Frame.ProtectedData(Sta, Ap, fromAp: true), 50);

        Roam roam = Of(capture).Single();

        Assert.That((roam.Outcome, roam.HandoffMs), Is.EqualTo((RoamOutcome.Success, (double?)null)));
        Assert.That(roam.FirstDataMs, Is.Not.Null);
    }

    [Test]
    public void A_capture_that_ends_in_the_middle_gives_an_incomplete_attempt() =>
        Assert.That(Of(Psk.Association().AddAcked(Psk.M1())).Single().Outcome, Is.EqualTo(RoamOutcome.Incomplete));

    [Test]
    public void A_refusal_stands_when_nothing_follows()
    {
        Roam roam =
            Of(new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest())
                .AddAcked(Psk.AssocResponse(17))).Single();

        Assert.That((roam.Outcome, roam.HandoffMs), Is.EqualTo((RoamOutcome.Failed, (double?)null)));
    }

    [TestCase(1500, RoamType.FtInitial)]
    [TestCase(2500, null)]
    public void What_follows_a_failed_roam_within_two_seconds_is_its_fallback(int afterMilliseconds, RoamType? fallback)
    {
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(Ft.FtRequest()).AddAcked(Ft.FtResponse(status: 53))
            .AddAcked(Ft.AuthRequest(), afterMilliseconds).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest())
                .AddAcked(Ft.AssocResponse())
            .AddAcked(Ft.M1()).AddAcked(Ft.M2()).AddAcked(Ft.M3()).AddAcked(Ft.M4());

        IReadOnlyList<Roam> roams = Of(capture);

        Assert.That(roams.Select(roam => (roam.Type, roam.Outcome, roam.Fallback)), Is.EqualTo(new (RoamType?, RoamOutcome, RoamType?)[]
        {
            (RoamType.FtInitial, RoamOutcome.Success, null), (RoamType.FtOverTheAir, RoamOutcome.Failed, fallback),
            (RoamType.FtInitial, RoamOutcome.Success, null),
        }));
    }

    [TestCase(0, 9000, "btm")]
    [TestCase(4, 9000, "disassoc-imminent")]
    [TestCase(0, 11000, null)]
    public void A_BSS_transition_request_explains_a_roam_for_ten_seconds(int mode, int beforeMilliseconds, string? steeredBy)
    {
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(Frame.BtmRequest(Sta, Ap, mode)).Add(Ft.FtRequest(), beforeMilliseconds)
            .Add(Ft.FtResponse());

        Assert.That(Of(capture)[1].SteeredBy.ToText(), Is.EqualTo(steeredBy));
    }

    [TestCase(5, false, null, null)]
    [TestCase(5, true, RoamType.OkcImplicit, RoamAuthentication.Okc)]
    [TestCase(900, false, RoamType.Eap, null)]
    [TestCase(900, true, RoamType.Eap, null)]
    public void Keys_without_EAP_and_PMKID_are_implicit_only_after_a_past_and_where_no_EAP_can_have_been_missed(int beforeM1,
        bool comesFromAnotherAp, RoamType? type, RoamAuthentication? authentication)
    {
        byte[] reassociation = Frame.ReassociationRequest(Sta, Ap, OtherAp,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Eap.Rsne()]);
        CaptureBuilder capture = new CaptureBuilder().Add(Eap.Beacon()).AddAcked(Eap.AuthRequest()).AddAcked(Eap.AuthResponse())
            .AddAcked(comesFromAnotherAp ? reassociation : Eap.AssocRequest()).AddAcked(Eap.AssocResponse())
            .AddAcked(Eap.M1(), beforeM1).AddAcked(Eap.M2()).AddAcked(Eap.M3()).AddAcked(Eap.M4());

        Roam roam = Of(capture).Single();

        Assert.That((roam.Type, roam.Authentication), Is.EqualTo((type, authentication)));
    }

    [TestCase(-900, true)]
    [TestCase(-30_000, false)]
    public void An_authentication_server_that_let_the_client_in_a_second_before_shows_EAP(int beforeMilliseconds, bool isEap)
    {
        byte[] capture = Eap.Association().AddAcked(Eap.M1(), 5).AddAcked(Eap.M2()).AddAcked(Eap.M3()).AddAcked(Eap.M4()).ToArray();
        long message1 = Analyzed.Octets(capture).Roams.Single().Frames.M1[0].TimeMicroseconds;
        using var keys =
            new KeyTable([new KnownKey(KeyKind.Pmk, Octets.Repeat(1, 32), "RADIUS",
                new KeyBinding { Sta = Sta, FromMicroseconds = message1 + (beforeMilliseconds * 1000L) })]);

        Roam roam = Analyzed.Octets(capture, keys).Roams.Single();

        Assert.That((roam.Type, roam.Authentication),
            Is.EqualTo(isEap ? (RoamType.Eap, RoamAuthentication.Eap) : ((RoamType?)null, (RoamAuthentication?)null)));
    }

    [Test]
    public void A_message_1_that_is_not_acknowledged_is_the_longest_wait()
    {
        CaptureBuilder capture = Psk.BeforeRoam().AddAcked(Psk.AuthRequest(OtherAp), 50).AddAcked(Psk.AuthResponse(OtherAp))
            .AddAcked(Frame.ReassociationRequest(Sta, OtherAp, Ap,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Psk.Rsne()]))
            .AddAcked(Frame.AssociationResponse(Sta, OtherAp, 0, [MakeElement.SupportedRates()]))
            .Add(Message1(1)).Add(Message1(2), 1000).AddAcked(Message1(3), 1000)
            .AddAcked(Frame.EapolKey(Sta, OtherAp, MakeEapol.M2(Octets.Repeat(0x52, 32), Psk.Rsne(), replay: 3)), 300)
            .AddAcked(Frame.EapolKey(Sta, OtherAp, MakeEapol.M3(Octets.Repeat(0xA2, 32), Octets.Repeat(0xEE, 56), replay: 4)))
                .AddAcked(Frame.EapolKey(Sta, OtherAp, MakeEapol.M4(replay: 4)));

        Finding slow = Analyzed.Octets(capture.ToArray()).Findings.Single(finding => finding.Rule.Name == "roam-slow");

        Assert.That(slow.Message,
            Does.Contain("The longest wait, 2000.0 ms, was for the acknowledgement of message 1, which was sent 3 times"));
        Assert.That(slow.Next, Does.StartWith("The client did not hear message 1"));

        static byte[] Message1(ulong replay) => Frame.EapolKey(Sta, OtherAp, MakeEapol.M1(Octets.Repeat(0xA2, 32), replay: replay));
    }

    [Test]
    public void An_association_that_the_AP_puts_off_is_the_longest_wait()
    {
        byte[] request = Frame.ReassociationRequest(Sta, OtherAp, Ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Psk.Rsne()]);
        CaptureBuilder capture = Psk.BeforeRoam().AddAcked(Psk.AuthRequest(OtherAp), 50).AddAcked(Psk.AuthResponse(OtherAp))
            .AddAcked(request)
            .AddAcked(Frame.AssociationResponse(Sta, OtherAp, 30, [MakeElement.SupportedRates(), MakeElement.TimeoutInterval(3, 1000)]))
            .AddAcked(request, 1100)
            .AddAcked(Frame.AssociationResponse(Sta, OtherAp, 0, [MakeElement.SupportedRates()]))
            .AddAcked(Frame.EapolKey(Sta, OtherAp, MakeEapol.M1(Octets.Repeat(0xA2, 32))))
            .AddAcked(Frame.EapolKey(Sta, OtherAp, MakeEapol.M2(Octets.Repeat(0x52, 32), Psk.Rsne())))
            .AddAcked(Frame.EapolKey(Sta, OtherAp, MakeEapol.M3(Octets.Repeat(0xA2, 32), Octets.Repeat(0xEE, 56))))
            .AddAcked(Frame.EapolKey(Sta, OtherAp, MakeEapol.M4()));

        Finding slow = Analyzed.Octets(capture.ToArray()).Findings.Single(finding => finding.Rule.Name == "roam-slow");

        Assert.That(slow.Message, Does.EndWith("was for the AP's association response, which the AP put off (status 30)."));
        Assert.That(slow.Next, Is.EqualTo("The AP asked the client to come back later: its log says why."));
        Assert.That(slow.Related.Select(related => related.Why), Has.Member("response of status 30"));
    }

    [Test]
    public void Rekeying_is_no_attempt()
    {
        byte[] rekey = Frame.EapolKey(Sta, Ap, MakeEapol.M1(Octets.Repeat(0xA2, 32), replay: 5));

        Assert.That(Of(Psk.Handshake().AddAcked(rekey, 60_000).AddAcked(Psk.M2(5)).AddAcked(Psk.M3(6)).AddAcked(Psk.M4(6))),
            Has.Count.EqualTo(1));
    }

    [Test]
    public void Channels_are_those_of_the_APs_frames()
    {
        CaptureBuilder capture = new();
        foreach ((byte[] frame, int frequency) in new[]
        {
            (Ft.AuthRequest(), 2412), (Ft.AuthResponse(), 2412), (Ft.AssocRequest(), 2412), (Ft.AssocResponse(), 2412), (Ft.M1(), 2412),
            (Ft.M2(), 2412), (Ft.M3(), 2412), (Ft.M4(), 2412),
            (Ft.FtRequest(), 5180), (Ft.FtResponse(), 5180), (Ft.ReassocRequest(), 5180), (Ft.ReassocResponse(), 5180),
        })
        {
            capture.Add(frame, radiotap: new RadiotapOptions { FrequencyMHz = frequency });
        }

        Assert.That((Of(capture)[1].ChannelFrom, Of(capture)[1].ChannelTo), Is.EqualTo(((int?)1, (int?)36)));
    }

    [Test]
    public void Rows_come_in_the_order_of_their_indexes_however_many_stations_there_are()
    {
        var sink = new Analyzed();
        var analysis = new WifiAnalysis(RuleCatalog.All, sink);

        for (int i = 0; i < 40_000; i++)
        {
            byte[] request = Frame.Authentication(new MacAddress(0x02_00_01_00_00_00UL + (ulong)i), Ap);
            analysis.OnFrame(new Sdk.Frame
            {
                Id = i + 1,
                TimeMicroseconds = i,
                LinkType = LinkTypes.Ieee80211,
                Octets = request,
                OriginalLength = request.Length,
            });
        }

        Assert.That(sink.Roams, Has.Count.EqualTo(40_000 - 16_384), "the oldest are handed out when there are too many open ones");
        analysis.End();
        Assert.That(sink.Roams.Select(roam => roam.Index), Is.EqualTo(Enumerable.Range(1, 40_000)));
    }

    [Test]
    public void Attempts_that_fail_in_a_row_belong_to_the_outage()
    {
        CaptureBuilder capture = Busy(Ft.BeforeRoam());
        for (int i = 0; i < 3; i++)
        {
            // Sent away for more than two seconds each time: the next attempt comes from nowhere.
            capture.AddAcked(Ft.AuthRequest(), i == 0 ? 20 : 4000).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest())
                .AddAcked(Ft.AssocResponse(17));
        }

        Handshake(capture.AddAcked(Ft.AuthRequest(), 4000).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest())
            .AddAcked(Ft.AssocResponse()))
            .Add(Frame.ProtectedData(Sta, Ap, fromAp: false), 100).Add(Frame.ProtectedData(Sta, Ap, fromAp: true), 5);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Roams.Skip(1).Select(roam => roam.OutageMs), Has.Exactly(4).GreaterThan(12_000),
            "the attempts in a row share it");
        Assert.That(analyzed.Roams.Skip(1).Select(roam => roam.OutageIsMinimum), Is.Not.Empty.And.All.False);
        Finding outage = analyzed.Findings.Single(finding => finding.Rule.Name == "roam-outage");
        Assert.That(outage.Frame.Ref.Id, Is.EqualTo(capture.Count));
        Assert.That(outage.Message, Does.Contain("3 attempts failed"));
        Assert.That(analyzed.Roams[^1].Findings, Does.Contain(outage.Rule.Id));
    }

    [Test]
    public void A_client_that_rests_before_it_comes_back_has_no_outage()
    {
        CaptureBuilder capture = Busy(Ft.BeforeRoam()).AddAcked(Frame.Deauthentication(Sta, Ap, 3, fromAp: false), 20);
        Handshake(capture.AddAcked(Ft.AuthRequest(), 4000).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest())
            .AddAcked(Ft.AssocResponse())).Add(Frame.ProtectedData(Sta, Ap, fromAp: false), 100);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Roams[^1].OutageMs, Is.Null);
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Does.Not.Contain("roam-outage"));
    }

    [TestCase(31, 1)]
    [TestCase(5, 2)]
    public void Going_to_and_fro_is_said_once_as_a_note_and_once_as_a_warning(int everySeconds, int said)
    {
        CaptureBuilder capture = Ft.BeforeRoam();
        for (int i = 0; i < 14; i++)
        {
            Ft.AddRoam(capture, i % 2 == 0 ? Ap : OtherAp, i % 2 == 0 ? OtherAp : Ap, i < 4 ? 1000 : everySeconds * 1000);
        }

        IEnumerable<Sdk.Severity> severities =
            Analyzed.Octets(capture.ToArray()).Findings.Where(finding => finding.Rule.Name == "ping-pong")
                .Select(finding => finding.Severity);

        Assert.That(severities, Is.EqualTo(new[] { Sdk.Severity.Note, Sdk.Severity.Warn }.Take(said)));
    }

    [Test]
    public void A_failure_is_systematic_once_and_its_counts_are_brought_up_to_date_at_the_end()
    {
        var capture = new CaptureBuilder();
        for (int i = 0; i < 6; i++)
        {
            capture.Add(Psk.Beacon(), 3000).AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest())
                .AddAcked(Psk.AssocResponse(53));
        }

        List<Finding> pattern = [.. Analyzed.Octets(
            capture.ToArray()).Findings.Where(finding => finding.Rule.Name == "repeat-failure-pattern")];

        Assert.That(pattern, Has.Count.EqualTo(2));
        Assert.That(pattern[0].Message, Does.Contain("so far: 3 of 3 attempts").And.Contain("WSB-PMK-005"));
        Assert.That(pattern[1].Message, Does.Contain("6 of 6 attempts").And.Contain("3 of 3 when first reported"));
    }

    [Test]
    public void A_success_that_the_capture_missed_is_at_most_a_note()
    {
        // The FT response of the reassociation was not captured, and the client moves on at once.
        CaptureBuilder capture =
            Ft.AddRoam(Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest()), OtherAp, Ap,
                1500);

        IEnumerable<Finding> failed =
            Analyzed.Octets(capture.ToArray()).Findings.Where(finding => finding.Rule.Name is "roam-failed" or "ft-fallback");

        Assert.That(failed.Select(finding => finding.Severity), Is.Not.Empty.And.All.EqualTo(Sdk.Severity.Note));
    }

    private static CaptureBuilder Busy(CaptureBuilder capture)
    {
        for (int i = 0; i < 20; i++)
        {
            capture.Add(Frame.ProtectedData(Sta, Ap, fromAp: i % 2 == 0), 20);
        }

        return capture;
    }

    private static CaptureBuilder Handshake(CaptureBuilder capture)
    {
        Typical again = Ft with { Round = 1 };
        return capture.AddAcked(again.M1()).AddAcked(again.M2()).AddAcked(again.M3()).AddAcked(again.M4());
    }

    private static IReadOnlyList<Roam> Of(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray()).Roams;
}
