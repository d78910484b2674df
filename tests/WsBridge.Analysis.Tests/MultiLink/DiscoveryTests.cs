using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>A BSS of which no Beacon was captured may have a name all the same.</summary>
[TestFixture]
internal sealed class DiscoveryTests
{
    private static readonly Typical s_network = new(8);

    [TestCase(0, Typical.NetworkName)]
    [TestCase(1 << 6, null)] // a Short SSID is none
    public void FILS_Discovery_names_the_network(int indicator, string? name)
    {
        byte[] ssid = [.. Typical.NetworkName.Select(letter => (byte)letter)];
        byte[] body = new OctetWriter().U8(4).U8(34).U16((ssid.Length - 1) | indicator).U64(0).U16(100).Add(ssid).ToArray();
        CaptureBuilder capture = new CaptureBuilder()
            .Add(Frame.Management(FrameKind.Action, MacAddress.Broadcast, Typical.Ap, Typical.Ap, body))
            .AddAcked(s_network.AuthRequest(), 10).AddAcked(s_network.AuthResponse());

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().Ssid, Is.EqualTo(name));
    }
}
