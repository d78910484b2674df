using WsBridge.Reports.Vendors;

namespace WsBridge.Reports.Tests;

/// <summary>Vendors are those of Wireshark's data, the longest prefix first.</summary>
internal sealed class VendorRegistryTests
{
    private static readonly VendorRegistry Registry = VendorRegistry.Read(
    [
        "# a comment",
        "",
        "00:00:0C\tCisco\tCisco Systems, Inc",
        "00:1B:C5:00:00:00/36\tConverging\tConverging Systems Inc.",
        "8C:1F:64:00:00:00/28\tMid\tMid Registry",
        "8C:1F:64\tIEEERegi\tIEEE Registration Authority",
        "00:00:09\tPowerpip",
        "not a prefix\tX\tY",
        "00:00:0C:99/99\tX\tY",
    ]);

    [TestCase("00:00:0c:11:22:33", "Cisco Systems, Inc")]
    [TestCase("00:1b:c5:00:01:02", "Converging Systems Inc.")]
    [TestCase("00:1b:c5:10:01:02", VendorRegistry.Unknown)]
    [TestCase("8c:1f:64:0f:00:01", "Mid Registry")]
    [TestCase("8c:1f:64:ff:00:01", "IEEE Registration Authority")]
    [TestCase("00:00:09:00:00:01", "Powerpip")]
    [TestCase("02:00:0c:11:22:33", VendorRegistry.Randomized)]
    [TestCase("nonsense", VendorRegistry.Unknown)]
    public void An_address_is_of_its_vendor(string address, string vendor) => Assert.That(Registry.Of(address), Is.EqualTo(vendor));

    [Test]
    public void Lines_that_are_none_are_passed_over() => Assert.That(Registry.Count, Is.EqualTo(5));
}
