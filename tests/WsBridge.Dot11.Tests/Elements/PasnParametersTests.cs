using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class PasnParametersTests
{
    [TestCase(new byte[] { 2, 3, 20, 0, 33 }, false, ExpectedResult = 20)]
    [TestCase(new byte[] { 3, 0, 2, 0xAA, 0xBB, 21, 0, 33 }, false, ExpectedResult = 21, Description = "a comeback cookie of the STA")]
    [TestCase(new byte[] { 3, 0, 5, 0, 2, 0xAA, 0xBB, 19, 0, 33 }, true, ExpectedResult = 19, Description = "Comeback After of the AP")]
    [TestCase(new byte[] { 0, 3 }, false, ExpectedResult = null, Description = "no group and key")]
    [TestCase(new byte[] { 2, 3, 20 }, false, ExpectedResult = null, Description = "cut off in the group")]
    [TestCase(new byte[] { 3, 0, 9, 0xAA, 20, 0 }, false, ExpectedResult = null, Description = "cut off in the cookie")]
    [TestCase(new byte[] { 3, 0, 5 }, true, ExpectedResult = null, Description = "cut off in Comeback After")]
    [TestCase(new byte[] { 2 }, false, ExpectedResult = null)]
    public int? Group_stands_behind_what_control_announces(byte[] body, bool fromAp) =>
        PasnParameters.GroupOf(new Elements(MakeElement.Any(255, [PasnParameters.ExtensionId, .. body])), fromAp);

    [TestCase(Authentication.Pasn, "PASN")]
    [TestCase(Authentication.Ieee8021X, "IEEE 802.1X")]
    [TestCase(Authentication.Eppke, "EPPKE")]
    [TestCase((ushort)10, "10")]
    public void Algorithms_have_names(ushort algorithm, string name) =>
        Assert.That(Authentication.AlgorithmName(algorithm), Is.EqualTo(name));
}
