using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>A rekey of which message 4 is in the clear and the others encrypted; the twin's rekey is all in the clear.</summary>
internal sealed class EapolEncryptedScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);
    private static readonly Making Rekeyed = new() { ANonce = Octets.Repeat(0xA2, 32), SNonce = Octets.Repeat(0x52, 32) };

    public string Rule => "eapol-encrypted";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Rekey(Encrypt);

    public CaptureBuilder Conforming() => Rekey(static (frame, _) => frame);

    private static CaptureBuilder Rekey(Func<byte[], byte, byte[]> carry) =>
        Network.Handshake().AddAcked(carry(Network.M1(5, Rekeyed.ANonce), 1), 3000)
            .AddAcked(carry(Network.M2(5, Rekeyed, sNonce: Rekeyed.SNonce), 1))
            .AddAcked(carry(Network.M3(6, made: Rekeyed, aNonce: Rekeyed.ANonce), 2)).AddAcked(Network.M4(6, Rekeyed));

    private static byte[] Encrypt(byte[] frame, byte number)
    {
        using Ptk ptk = Network.PtkOf(new Making());
        return MakeKeys.EncryptData(CipherSuite.Ccmp128, ptk.Tk, frame, number);
    }
}
