using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>What is said of names and MICs of the FT protocol that do not follow from the keys.</summary>
[TestFixture]
internal sealed class FtRoamTests
{
    private static readonly KeyedTypical Network = new(4);
    private static readonly byte[] Msk = Octets.Repeat(0x31, 64);
    private static readonly byte[] WrongMic = Octets.Repeat(0x77, 16);

    [Test]
    public void The_mistake_that_makes_an_FTE_MIC_is_named()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refused(Network.ReassocRequest(mic: WrongMic)),
                Does.StartWith("error sta").And.Contains("no known mistake explains it"));
            Assert.That(Refused(Network.ReassocRequest(sequence: 6)),
                Does.StartWith("error sta").And.Contains("only with sequence number 6 in place of 5"));
            Assert.That(Refused(Network.ReassocRequest(made: KeyedTypical.AtOtherAp with { R1khId = Typical.Ap })),
                Does.StartWith("error sta").And.Contains("only with R1KH-ID 02:00:00:00:00:00 (another AP)"));
            Assert.That(Refused(Network.ReassocRequest(rsnxe: MakeElement.Rsnxe())),
                Does.StartWith("error sta").And.Contains("only without the RSNXE"));
        }
    }

    [Test]
    public void A_request_that_the_AP_takes_is_a_note_at_most() =>
        Assert.That(Found(Network.BeforeReassociation().AddAcked(Network.ReassocRequest(rsnxe: MakeElement.Rsnxe()))
            .AddAcked(Network.ReassocResponse()), "WSB-FT-054"),
            Has.Exactly(1).StartsWith("note unknown").And.All.Contains("The AP accepted it anyway"));

    [Test]
    public void A_response_with_a_wrong_MIC_is_the_fault_of_the_AP() =>
        Assert.That(Found(Network.BeforeReassociation().AddAcked(Network.ReassocRequest())
            .AddAcked(Network.ReassocResponse(mic: WrongMic)), "WSB-FT-054"), Has.Exactly(1).StartsWith("error ap"));

    [Test]
    public void With_EAP_another_PMKR0Name_may_be_of_an_association_that_was_not_captured()
    {
        var network = new KeyedTypical(3) { Pmk = Msk[32..] };
        CaptureBuilder capture = network.Handshake().Add(network.Typical.Beacon(Typical.OtherAp), 200)
            .AddAcked(network.Typical.FtRequest(rsne: network.Typical.Rsne(Octets.Repeat(0xB2, 16))), 50);

        Assert.That(Found(capture, "WSB-FT-031", new KnownKey(KeyKind.Msk, Msk, "here")), Has.Exactly(1).StartsWith("note unknown"));
    }

    private static string Refused(byte[] request) =>
        Found(Network.BeforeReassociation().AddAcked(request).AddAcked(Network.Typical.ReassocResponse(55)), "WSB-FT-054").Single();

    private static string[] Found(CaptureBuilder capture, string rule, KnownKey? key = null)
    {
        using var keys = new KeyTable([key ?? KeyedTypical.GivenPassphrase]);
        return [.. Analyzed.Octets(capture.ToArray(), keys).Findings.Where(finding => finding.Rule.Id == rule)
            .Select(finding => $"{finding.Severity.ToText()} {finding.Fault.ToText() ?? "-"} {finding.Message}")];
    }
}
