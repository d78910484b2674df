using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>A multi-link client repeats its request; the second response leaves a link out. In the twin both have it.</summary>
internal sealed class AssocResponsesLinksDifferScenario : IRuleScenario
{
    private static readonly MacAddress Client = MakeAddress.Sta(9);
    private static readonly MacAddress Ap = MakeAddress.Ap(9);
    private static readonly Typical Network = new(2);

    public string Rule => "assoc-responses-links-differ";

    public CaptureBuilder Violation() => Associate(Response(1), Response());

    public CaptureBuilder Conforming() => Associate(Response(1), Response(1));

    private static CaptureBuilder Associate(byte[] first, byte[] second) =>
        new CaptureBuilder().Add(Network.Beacon()).AddAcked(Network.AuthRequest(), 5).AddAcked(Network.AuthResponse())
            .AddAcked(Request(1)).AddAcked(Request(2), 100).AddAcked(first.WithSequence(11), 100).AddAcked(second.WithSequence(12), 50);

    private static byte[] Request(int sequence) => Frame.AssociationRequest(
        Typical.Sta,
        Typical.Ap,
        [
        MakeElement.Ssid(Typical.NetworkName),
        MakeElement.SupportedRates(),
        Network.Rsne(),
        MakeElement.MultiLink(Client, null, (1, MakeAddress.Sta(2), [0x11, 0x04])),
    ]).WithSequence(sequence);

    private static byte[] Response(params int[] others) => Frame.AssociationResponse(
        Typical.Sta,
        Typical.Ap,
        0,
        [
        MakeElement.SupportedRates(),
        MakeElement.MultiLink(Ap, 0, [.. others.Select(link => (link, MakeAddress.Ap(link + 1), (byte[])[0x11, 0x04, 0, 0]))]),
    ]);
}
