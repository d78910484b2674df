using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.GroupKey;

/// <summary>
/// Message 1 of the group key handshake four times in the clear, then reason 16; in the twin the second one is answered, and the next rekey
/// comes an hour later.
/// </summary>
internal sealed class GroupHandshakeTimeoutScenario : IRuleScenario
{
    private static readonly Typical Psk = new(2);

    public string Rule => "group-handshake-timeout";

    public CaptureBuilder Violation() =>
        Psk.Handshake().AddAcked(Group1(3), 60_000).AddAcked(Group1(4), 500).AddAcked(Group1(5), 1000).AddAcked(Group1(6), 1000)
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 16), 1000);

    public CaptureBuilder Conforming() =>
        Psk.Handshake().AddAcked(Group1(3), 60_000).AddAcked(Group1(4), 500).AddAcked(Key(MakeEapol.Group2(replay: 4)))
            .AddAcked(Group1(5), 3_600_000).AddAcked(Group1(6), 500);

    private static byte[] Group1(ulong replay) => Key(MakeEapol.Group1(Octets.Repeat(0xEE, 32), replay: replay));

    private static byte[] Key(EapolKeyOptions options) => Frame.EapolKey(Typical.Sta, Typical.Ap, options);
}
