using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>The Beacon announces protection, then only the client requires it, and the response has none; the twin agrees on it.</summary>
internal sealed class FtAuthMfpScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "ft-auth-mfp";

    private const int Mfpc = 0x0080;
    private const int MfprAndMfpc = 0x00C0;

    public CaptureBuilder Violation() =>
        Ft.Handshake().Add(Beacon(Mfpc), 200).AddAcked(Request(Mfpc), 50).AddAcked(Response(0))
            .Add(Beacon(0), 1000).AddAcked(Request(MfprAndMfpc), 50).AddAcked(Response(0));

    public CaptureBuilder Conforming() => Ft.Handshake().Add(Beacon(Mfpc), 200).AddAcked(Request(MfprAndMfpc), 50).AddAcked(Response(Mfpc));

    private static byte[] Beacon(int capabilities) =>
        Frame.Beacon(Typical.OtherAp, MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(),
            MakeElement.Rsne(4, capabilities), MakeElement.Mde());

    private static byte[] Request(int capabilities) => Ft.FtRequest(rsne: MakeElement.Rsne(4, capabilities, Typical.PmkR0Name));

    private static byte[] Response(int capabilities) => Ft.FtResponse(rsne: MakeElement.Rsne(4, capabilities, Typical.PmkR0Name));
}
