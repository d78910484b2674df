using WsBridge.Analysis.Comparison;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Comparison;

/// <summary>What is compared was taken in as by the analysis.</summary>
[TestFixture]
internal sealed class AttemptCollectorTests
{
    private static readonly Typical Psk = new(2);

    [Test]
    public void The_acknowledgement_of_a_repetition_counts()
    {
        byte[] message1 = Psk.M1().WithSequence(500);
        CaptureBuilder good = Psk.Association().Add(message1).AddAcked(message1.AsRetry(), 3).AddAcked(Psk.M2()).AddAcked(Psk.M3())
            .AddAcked(Psk.M4());
        CaptureBuilder bad = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M1(2), 1000).AddAcked(Psk.M2(2))
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 1000);

        IReadOnlyList<Difference> differences = Comparing.Of(good, bad).Differences;

        Assert.That(differences, Is.Not.Empty);
        Assert.That(differences.Where(difference => difference.Field == "acknowledged").Select(Comparing.Words), Is.Empty);
    }
}
