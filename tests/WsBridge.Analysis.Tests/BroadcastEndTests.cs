using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tests.Rules.Connection;
using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// Deauthentication and Disassociation to the broadcast address end what they end, and accuse nobody of what was under way.
/// </summary>
[TestFixture]
internal sealed class BroadcastEndTests
{
    private static readonly Typical Psk = new(2);
    private static readonly MacAddress Ap = Typical.Ap;

    [Test]
    public void A_handshake_is_ended_and_message_2_is_not_accused([Values] bool isDisassociation)
    {
        Analyzed analyzed =
            Of(Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).Add(Broadcast(1, isDisassociation), 15).Add(Psk.Beacon(), 600)
                .AddAcked(Psk.AuthRequest(), 4000));

        string kind = isDisassociation ? "Disassociation" : "Deauthentication";
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name),
            Is.Not.Empty.And.All.EqualTo("deauth-during-4way").And.Not.Empty);
        Assert.That(analyzed.Findings[^1].Message, Does.StartWith($"The AP ended the 4-way handshake with a broadcast {kind}, reason 1 ("));
        Assert.That(analyzed.Findings[^1].Next, Does.Contain("every client"));
        Assert.That(analyzed.Roams[0] is { Outcome: RoamOutcome.Failed, Cause: "WSB-4WH-019", Fault: Fault.Unknown }, Is.True);
    }

    [Test]
    public void Message_2_that_was_repeated_in_vain_before_it_is_another_thing()
    {
        Analyzed analyzed = Of(
            Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M1(2), 1000).AddAcked(Psk.M2(2)).AddAcked(Psk.M1(3), 1000)
            .AddAcked(Psk.M2(3))
            .Add(Broadcast(), 1000).Add(Psk.Beacon(), 600).AddAcked(Psk.AuthRequest(), 4000));

        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Does.Contain("wrong-psk-suspect"));
    }

    [Test]
    public void Whoever_was_associated_comes_from_nowhere_later_and_from_there_at_once([Values(1000, 3000)] int afterMilliseconds)
    {
        CaptureBuilder capture = Psk.Handshake().Add(Broadcast(), 500).AddAcked(Psk.AuthRequest(Typical.OtherAp), afterMilliseconds);

        Assert.That(Of(capture).Roams[1].From, Is.EqualTo(afterMilliseconds < 2000 ? Ap : (MacAddress?)null));
    }

    [Test]
    public void Under_management_frame_protection_only_a_protected_one_ends_an_association([Values] bool isProtected)
    {
        byte[] rsne = MakeElement.Rsne(2, 0x80);
        CaptureBuilder capture = new CaptureBuilder().Add(Testing.Frame.Beacon(Ap, [MakeElement.Ssid(Typical.NetworkName), rsne]))
            .AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
                .AddAcked(Testing.Frame.AssociationRequest(Typical.Sta, Ap, [MakeElement.Ssid(Typical.NetworkName), rsne]))
                    .AddAcked(Psk.AssocResponse())
            .AddAcked(Psk.M1()).AddAcked(Psk.M2(rsne: rsne)).AddAcked(Psk.M3()).AddAcked(Psk.M4())
            .Add([.. Broadcast(), .. isProtected ? MakeElement.Any(76, new byte[16]) : []],
                500).AddAcked(Psk.AuthRequest(Typical.OtherAp), 3000);

        Assert.That(Of(capture).Roams[1].From, Is.EqualTo(isProtected ? (MacAddress?)null : Ap));
    }

    [Test]
    public void An_association_that_goes_on_in_both_directions_was_not_ended([Values] bool isDisassociation)
    {
        Analyzed analyzed = Of(GoOn(Psk.Association().Add(Broadcast(1, isDisassociation), 15)));

        Assert.That(Alarms(analyzed), Is.Empty);
        Roam roam = analyzed.Roams.Single();
        Assert.That((roam.Outcome, roam.Cause, roam.Frames.Deauthentication, roam.End), Is.EqualTo(
            (RoamOutcome.Incomplete, (string?)null, (Analysis.Frames.FrameRef?)null, roam.Frames.AssociationResponse!.Value)));
    }

    [Test]
    public void A_handshake_that_goes_on_in_both_directions_has_succeeded([Values(1, 2, 3)] int messages, [Values] bool isToAll)
    {
        byte[][] handshake = [Psk.M1(), Psk.M2(), Psk.M3()];
        CaptureBuilder capture = Psk.Association();
        foreach (byte[] message in handshake.Take(messages))
        {
            capture.AddAcked(message);
        }

        Analyzed analyzed = Of(GoOn(capture.Add(isToAll ? Broadcast() : Testing.Frame.Deauthentication(Typical.Sta, Ap, 2), 15)));

        Assert.That(Alarms(analyzed), Is.Empty);
        Roam roam = analyzed.Roams.Single();
        Assert.That((roam.Outcome, roam.Frames.Deauthentication), Is.EqualTo((RoamOutcome.Success, (Analysis.Frames.FrameRef?)null)));
    }

    [Test]
    public void A_client_that_encrypts_has_keys_so_that_the_capture_has_missed_the_end([Values(0, 3)] int messages)
    {
        CaptureBuilder capture = messages == 0 ? Psk.Association()
            : Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3());
        Analyzed analyzed = Of(capture.Add(Broadcast(), 15).AddAcked(Data(fromAp: false), 30).AddBeacons(6000));

        Assert.That(Alarms(analyzed), Is.Empty);
        Assert.That(analyzed.Roams.Single().Outcome, Is.EqualTo(RoamOutcome.Incomplete));
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Does.Not.Contain("m1-missing"));
    }

    [Test]
    public void A_client_that_takes_its_leave_encrypted_has_keys_too()
    {
        byte[] leave = Testing.Frame.Deauthentication(Typical.Sta, Ap, 3, fromAp: false, new FrameOptions { Protected = true });
        Analyzed analyzed = Of(Psk.Association().Add(Broadcast(3), 15).AddAcked(leave, 1).AddBeacons(6000));

        Assert.That((analyzed.Roams.Single().Outcome, analyzed.Findings.Count), Is.EqualTo((RoamOutcome.Incomplete, 0)));
    }

    [Test]
    public void What_the_AP_had_queued_does_not_undo_it([Values] bool isThere)
    {
        CaptureBuilder capture = Psk.Association().Add(Broadcast(), 15);
        if (isThere)
        {
            capture.AddAcked(Data(fromAp: true), 5);
        }

        Assert.That(Of(capture.AddBeacons(6000)).Roams.Single().Outcome, Is.EqualTo(RoamOutcome.Failed));
    }

    [Test]
    public void One_before_anybody_is_there_and_one_of_another_AP_say_nothing()
    {
        Analyzed analyzed = Of(
            new CaptureBuilder().Add(Broadcast()).Add(Psk.Beacon()).AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
            .AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse())
            .AddAcked(Psk.M1()).AddAcked(Psk.M2())
                .Add(Testing.Frame.Management(FrameKind.Deauthentication, MacAddress.Broadcast, Typical.OtherAp, Typical.OtherAp, [1, 0]))
                    .AddAcked(Psk.M3()).AddAcked(Psk.M4()));

        Assert.That(analyzed.Findings.Select(finding => finding.Severity), Is.Not.Empty.And.All.EqualTo(Severity.Chat));
        Assert.That(analyzed.Roams.Single().Outcome, Is.EqualTo(RoamOutcome.Success));
    }

    private static byte[] Broadcast(int reason = 1, bool isDisassociation = false) =>
        Testing.Frame.Management(isDisassociation ? FrameKind.Disassociation : FrameKind.Deauthentication, MacAddress.Broadcast, Ap, Ap,
            [(byte)reason, 0]);

    private static byte[] Data(bool fromAp) => Testing.Frame.ProtectedData(Typical.Sta, Ap, fromAp);

    private static CaptureBuilder GoOn(CaptureBuilder capture) =>
        capture.AddAcked(Data(fromAp: false), 100).AddAcked(Data(fromAp: true), 20).AddBeacons(12_000);

    private static string[] Alarms(Analyzed analyzed) =>
        [.. analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn).Select(finding => finding.Rule.Name)];

    private static Analyzed Of(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray());
}
