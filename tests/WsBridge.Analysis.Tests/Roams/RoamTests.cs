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
        CaptureBuilder capture = Psk.Handshake().AddAcked(Frame.Deauthentication(Sta, Ap, 3, fromAp: false), 500).AddAcked(Psk.AuthRequest(), afterMilliseconds).AddAcked(Psk.AuthResponse());

        Assert.That(Of(capture)[1].From, Is.EqualTo(comesFromThere ? Ap : (MacAddress?)null));
    }

    [Test]
    public void A_capture_that_begins_with_a_Reassociation_Request_knows_the_old_AP_from_it()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Ft.Beacon(OtherAp)).AddAcked(Ft.FtRequest()).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse());

        Assert.That(Of(capture).Single().From, Is.EqualTo(Ap));
    }

    [Test]
    public void Data_frames_give_first_data_and_outage()
    {
        CaptureBuilder capture = Ft.BeforeRoam()
            .Add(Frame.ProtectedData(Sta, Ap, fromAp: true), 10)
            .Add(Ft.FtRequest(), 40).Add(Ft.FtResponse(), 2).Add(Ft.ReassocRequest(), 3).Add(Ft.ReassocResponse(), 4)
            .Add(Frame.ProtectedData(Sta, OtherAp, fromAp: false), 100)
            .Add(Frame.ProtectedData(Sta, OtherAp, fromAp: true), 1);

        Roam roam = Of(capture)[1];

        Assert.That((roam.HandoffMs, roam.FirstDataMs, roam.OutageMs), Is.EqualTo((9.0, 109.0, 149.0)));
    }

    [Test]
    public void Without_data_frames_nobody_can_tell_an_outage()
    {
        Roam roam = Of(Ft.Roam())[1];

        Assert.That((roam.FirstDataMs, roam.OutageMs), Is.EqualTo(((double?)null, (double?)null)));
    }

    [Test]
    public void Encrypted_data_from_the_AP_shows_success_where_message_4_was_missed()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3()).Add(Frame.ProtectedData(Sta, Ap, fromAp: true), 50);

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
        Roam roam = Of(new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse(17))).Single();

        Assert.That((roam.Outcome, roam.HandoffMs), Is.EqualTo((RoamOutcome.Failed, (double?)null)));
    }

    [TestCase(1500, RoamType.FtInitial)]
    [TestCase(2500, null)]
    public void What_follows_a_failed_roam_within_two_seconds_is_its_fallback(int afterMilliseconds, RoamType? fallback)
    {
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(Ft.FtRequest()).AddAcked(Ft.FtResponse(status: 53))
            .AddAcked(Ft.AuthRequest(), afterMilliseconds).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
            .AddAcked(Ft.M1()).AddAcked(Ft.M2()).AddAcked(Ft.M3()).AddAcked(Ft.M4());

        IReadOnlyList<Roam> roams = Of(capture);

        Assert.That(roams.Select(roam => (roam.Type, roam.Outcome, roam.Fallback)), Is.EqualTo(new (RoamType?, RoamOutcome, RoamType?)[]
        {
            (RoamType.FtInitial, RoamOutcome.Success, null), (RoamType.FtOverTheAir, RoamOutcome.Failed, fallback), (RoamType.FtInitial, RoamOutcome.Success, null),
        }));
    }

    [TestCase(0, 9000, "btm")]
    [TestCase(4, 9000, "disassoc-imminent")]
    [TestCase(0, 11000, null)]
    public void A_BSS_transition_request_explains_a_roam_for_ten_seconds(int mode, int beforeMilliseconds, string? steeredBy)
    {
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(Frame.BtmRequest(Sta, Ap, mode)).Add(Ft.FtRequest(), beforeMilliseconds).Add(Ft.FtResponse());

        Assert.That(RoamWords.Of(Of(capture)[1].SteeredBy), Is.EqualTo(steeredBy));
    }

    [TestCase(5, RoamType.OkcImplicit, RoamAuthentication.Okc)]
    [TestCase(900, RoamType.Eap, null)]
    public void Keys_without_EAP_and_PMKID_are_implicit_only_where_no_EAP_can_have_been_missed(int beforeM1, RoamType type, RoamAuthentication? authentication)
    {
        CaptureBuilder capture = Eap.Association().AddAcked(Eap.M1(), beforeM1).AddAcked(Eap.M2()).AddAcked(Eap.M3()).AddAcked(Eap.M4());

        Roam roam = Of(capture).Single();

        Assert.That((roam.Type, roam.Authentication), Is.EqualTo(((RoamType?)type, authentication)));
    }

    [Test]
    public void Rekeying_is_no_attempt()
    {
        byte[] rekey = Frame.EapolKey(Sta, Ap, MakeEapol.M1(Octets.Repeat(0xA2, 32), replay: 5));

        Assert.That(Of(Psk.Handshake().AddAcked(rekey, 60_000).AddAcked(Psk.M2(5)).AddAcked(Psk.M3(6)).AddAcked(Psk.M4(6))), Has.Count.EqualTo(1));
    }

    [Test]
    public void Channels_are_those_of_the_APs_frames()
    {
        CaptureBuilder capture = new();
        foreach ((byte[] frame, int frequency) in new[]
        {
            (Ft.AuthRequest(), 2412), (Ft.AuthResponse(), 2412), (Ft.AssocRequest(), 2412), (Ft.AssocResponse(), 2412), (Ft.M1(), 2412), (Ft.M2(), 2412), (Ft.M3(), 2412), (Ft.M4(), 2412),
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
            analysis.OnFrame(new Sdk.Frame { Id = i + 1, TimeMicroseconds = i, LinkType = LinkType.Ieee80211, Octets = request, OriginalLength = request.Length });
        }

        Assert.That(sink.Roams, Has.Count.EqualTo(40_000 - 4096), "the oldest are handed out when there are too many open ones");
        analysis.End();
        Assert.That(sink.Roams.Select(roam => roam.Index), Is.EqualTo(Enumerable.Range(1, 40_000)));
    }

    private static IReadOnlyList<Roam> Of(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray()).Roams;
}
