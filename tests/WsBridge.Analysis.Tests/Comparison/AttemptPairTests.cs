using WsBridge.Analysis.Comparison;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Comparison;

[TestFixture]
internal sealed class AttemptPairTests
{
    private static readonly Typical Psk = new(2);
    private static readonly Typical Ft = new(4);

    [Test]
    public void The_first_success_is_compared_with_the_first_failure_of_its_like()
    {
        byte[] good = Add(Add(new(), Psk, fails: true), Psk with { Round = 1 }).ToArray();
        byte[] bad = Add(Add(Add(new(), Ft, fails: true), Psk, fails: true), Psk with { Round = 1 }, fails: true).ToArray();

        AttemptPair pair = Choose(good, bad)!;

        Assert.That((pair.Good.Index, pair.Bad.Index, pair.Note), Is.EqualTo((2, 2, (string?)null)));
    }

    [Test]
    public void Another_AKM_is_better_than_nothing_and_said()
    {
        AttemptPair pair = Choose(Ft.Handshake().ToArray(), Add(new(), new Typical(3), fails: true).ToArray())!;

        Assert.That(pair.Note, Is.EqualTo("The AKMs differ."));
    }

    [Test]
    public void Where_nothing_failed_successes_are_compared_and_that_is_said()
    {
        AttemptPair pair = Choose(Psk.Handshake().ToArray(), Add(new CaptureBuilder().Wait(1), Psk).ToArray())!;

        Assert.That(pair.Note, Is.EqualTo("BAD has no failed attempt that is like a success of GOOD; this one succeeded."));
    }

    [Test]
    public void A_roam_and_a_handshake_are_compared_only_when_asked_for()
    {
        byte[] handshake = Psk.Handshake().ToArray();
        byte[] roam = Ft.Roam().ToArray();

        Assert.That(AttemptPair.Choose(Comparing.ListOf(handshake), Comparing.ListOf(roam, 2)), Is.Null);
        Assert.That(AttemptPair.Choose(Comparing.ListOf(handshake, 1), Comparing.ListOf(roam, 2)), Is.Not.Null);
    }

    [Test]
    public void The_same_recording_twice_is_noticed()
    {
        byte[] capture = Add(Add(new(), Psk), Psk with { Round = 1 }, fails: true).ToArray();

        AttemptPair pair = Choose(capture, capture)!;

        Assert.That((pair.Good.Index, pair.Bad.Index), Is.EqualTo((1, 2)));
        Assert.That(pair.Note, Does.StartWith("Both are the same recording"));
    }

    [Test]
    public void The_same_client_at_the_same_AP_is_better_than_the_first_ones()
    {
        Typical other = Psk with { Round = 1 };
        byte[] capture = Add(Add(Add(Add(new(), Psk, sta: MakeAddress.Sta(5)), Psk, fails: true, sta: MakeAddress.Sta(6)), other), other,
            fails: true).ToArray();

        AttemptPair pair = Choose(capture, capture)!;

        Assert.That((pair.Good.Index, pair.Bad.Index), Is.EqualTo((3, 4)));
    }

    [Test]
    public void In_one_recording_a_failure_is_never_good_and_a_success_never_bad()
    {
        byte[] failures = Add(Add(new(), Psk, fails: true), Psk with { Round = 1 }, fails: true).ToArray();
        byte[] successes = Add(Add(new(), Psk), Psk with { Round = 1 }).ToArray();

        Assert.That((Choose(failures, failures), Choose(successes, successes)), Is.EqualTo(((AttemptPair?)null, (AttemptPair?)null)));
        Assert.That(AttemptPair.Choose(Comparing.ListOf(failures, 1), Comparing.ListOf(failures, 2)), Is.Not.Null, "asked for");
    }

    [Test]
    public void What_failed_is_good_only_when_asked_for()
    {
        byte[] good = Add(new(), Psk, fails: true).ToArray();
        byte[] bad = Add(new CaptureBuilder().Wait(1), Psk, fails: true).ToArray();

        Assert.That(Choose(good, bad), Is.Null);
        Assert.That(AttemptPair.Choose(Comparing.ListOf(good, 1), Comparing.ListOf(bad))!.Note,
            Is.EqualTo("The attempt chosen as GOOD failed."));
    }

    [Test]
    public void What_a_capture_has_is_said_by_kind()
    {
        Assert.That(Comparing.ListOf(Add(Add(Add(new(), Psk, fails: true), Psk with { Round = 1 }, fails: true), Ft, fails: true).ToArray())
            .ToString(), Is.EqualTo("2 psk failed (PSK), 1 ft-initial failed (FT-PSK)"));
        Assert.That(Comparing.ListOf(new CaptureBuilder().Add(Psk.Beacon()).ToArray()).ToString(), Is.EqualTo("no association attempt"));
    }

    private static AttemptPair? Choose(byte[] good, byte[] bad) =>
        AttemptPair.Choose(Comparing.ListOf(good), Comparing.ListOf(bad), ReferenceEquals(good, bad));

    /// <summary>Adds an attempt.</summary>
    private static CaptureBuilder Add(CaptureBuilder capture, Typical typical, bool fails = false, Dot11.MacAddress? sta = null)
    {
        if (sta is { } other)
        {
            return AddOf(other, capture, typical, fails);
        }

        capture.Wait(20_000).Add(typical.Beacon()).AddAcked(typical.AuthRequest(), 5).AddAcked(typical.AuthResponse())
            .AddAcked(typical.AssocRequest()).AddAcked(typical.AssocResponse())
            .AddAcked(typical.M1()).AddAcked(typical.M2());
        return fails
            ? capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2))
            : capture.AddAcked(typical.M3()).AddAcked(typical.M4());
    }

    /// <summary>The same by another client: its address in place of the typical one's.</summary>
    private static CaptureBuilder AddOf(Dot11.MacAddress sta, CaptureBuilder capture, Typical typical, bool fails)
    {
        foreach (byte[] frame in (byte[][])[
            typical.Beacon(),
            typical.AuthRequest(),
            typical.AuthResponse(),
            typical.AssocRequest(),
            typical.AssocResponse(),
            typical.M1(),
            typical.M2(),
        ])
        {
            capture.Add(By(frame), 5);
        }

        return fails ? capture.Add(Frame.Deauthentication(sta, Typical.Ap, 2)) : capture.Add(By(typical.M3())).Add(By(typical.M4()));

        byte[] By(byte[] frame)
        {
            byte[] changed = [.. frame];
            byte[] from = Convert.FromHexString(Typical.Sta.ToString().Replace(":", "", StringComparison.Ordinal));
            byte[] to = Convert.FromHexString(sta.ToString().Replace(":", "", StringComparison.Ordinal));
            for (int at = changed.AsSpan().IndexOf(from); at >= 0; at = changed.AsSpan().IndexOf(from))
            {
                to.CopyTo(changed, at);
            }

            return changed;
        }
    }
}
