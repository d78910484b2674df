using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>A large file of keys, none of which is of the network at hand.</summary>
internal sealed class ManyKeysTests
{
    private const int Keys = 1000;
    private static readonly KeyedTypical Network = new(2);

    [TestCase(5, MicState.Valid)]
    [TestCase(40, MicState.NoKey)]
    public void Keys_that_were_tried_in_vain_often_enough_are_tried_no_more(int handshakesOfOthers, MicState expected)
    {
        CaptureBuilder capture = Network.Association();
        var others = new Making { Pmk = Octets.Repeat(0x77, 32) };
        for (int i = 0; i < handshakesOfOthers; i++)
        {
            capture.AddAcked(Network.M1(), 100).AddAcked(Network.M2(made: others)).AddAcked(Network.M3(made: others))
                .AddAcked(Network.M4(made: others));
        }

        capture.AddAcked(Network.M1(), 100).AddAcked(Network.M2()).AddAcked(Network.M3());
        MicState last = MicState.NotChecked;
        using var keys = new KeyTable([.. Wrong(), new KnownKey(KeyKind.Psk, KeyedTypical.Psk, "the right one")]);
        Analyzed.Octets(capture.ToArray(), keys, facts => last = facts.Mic);

        Assert.That(last, Is.EqualTo(expected));
    }

    private static IEnumerable<KnownKey> Wrong()
    {
        for (int i = 0; i < Keys; i++)
        {
            byte[] psk = Octets.Repeat(0x11, 32);
            (psk[0], psk[1]) = ((byte)i, (byte)(i >> 8));
            yield return new KnownKey(KeyKind.Psk, psk, "a wrong one");
        }
    }
}
