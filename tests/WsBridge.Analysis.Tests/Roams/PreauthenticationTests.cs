using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;
using Captured = WsBridge.Testing.Recording;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>A PMKSA that the capture does not show being made is OKC only where it cannot come from preauthentication.</summary>
[TestFixture]
internal sealed class PreauthenticationTests
{
    [TestCase(false, RoamType.Okc, RoamAuthentication.Okc)]
    [TestCase(true, RoamType.Pmksa, RoamAuthentication.Pmksa)]
    public void An_AP_that_takes_preauthentication_may_have_made_the_PMKSA_by_EAP(bool takes, RoamType type,
        RoamAuthentication authentication)
    {
        IEnumerable<AirFrame> frames = AirFrame.Of(Captured.Read(Path.Combine(RepositoryPaths.Captures, "07_wpa2-eap_okc.pcapng")))
            .Select(frame => takes ? Announce(frame) : frame);

        Roam roam = Analyzed.Octets(AirFrame.ToRecording("okc", frames).ToArray()).Roams[1];

        Assert.That((roam.Type, roam.Authentication), Is.EqualTo(((RoamType?)type, (RoamAuthentication?)authentication)));
    }

    /// <summary>The Beacon or Probe Response with bit 0 of RSN Capabilities set.</summary>
    private static AirFrame Announce(AirFrame frame)
    {
        byte[] mac = [.. frame.Mac];
        if (frame.Kind is FrameKind.Beacon or FrameKind.ProbeResponse && MacHeader.TryParse(mac, out MacHeader header, out _)
            && Beacon.TryParse(header, out Beacon beacon, out _) && beacon.Elements.TryFind(ElementId.Rsne, out Element rsne))
        {
            mac[rsne.Offset + rsne.Octets.Length - 2] |= 1;
        }

        return frame with { Mac = mac };
    }
}
