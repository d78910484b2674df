using WsBridge.Analysis.Findings;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>EAP methods that end with EAP-Failure when all is well.</summary>
[TestFixture]
internal sealed class EapByDesignTests
{
    private const byte Fast = 43;
    private const byte Noob = 56;
    private static readonly Typical Enterprise = new(1);

    [TestCase(0x0034, Severity.Note, Fault.Unknown, TestName = "EAP-FAST with an anonymous cipher suite provides the client with a PAC")]
    [TestCase(0x002F, Severity.Error, Fault.Config, TestName = "EAP-FAST with a server that shows its certificate has rejected the client")]
    public void The_cipher_suite_of_the_server_tells(int suite, Severity severity, Fault fault)
    {
        byte[] hello =
        [
            0x81,
            0,
            0,
            0,
            50,
            22,
            3,
            1,
            0,
            45,
            2,
            0,
            0,
            41,
            3,
            1,
            .. Octets.Repeat(0x33, 32),
            3,
            9,
            9,
            9,
            (byte)(suite >> 8),
            (byte)suite,
            0,
        ];

        Assert.That(Failure(Fast, hello), Is.EqualTo((severity, fault)));
    }

    [TestCase(Fast)]
    [TestCase(Noob)]
    public void Where_the_capture_cannot_tell_nobody_is_accused(int method) =>
        Assert.That(Failure((byte)method, [0x01]), Is.EqualTo((Severity.Note, Fault.Unknown)));

    private static (Severity, Fault) Failure(byte method, byte[] data)
    {
        CaptureBuilder capture = Enterprise.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, method, data))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, method, [0x01]))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 4, 2));
        Finding finding = Analyzed.Octets(capture.ToArray()).Findings.Single(finding => finding.Rule.Name == "eap-failed");
        return (finding.Severity, finding.Fault);
    }
}
