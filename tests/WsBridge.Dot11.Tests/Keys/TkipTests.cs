using WsBridge.Dot11.Keys;

namespace WsBridge.Dot11.Tests.Keys;

/// <summary>Key mixing and MIC of TKIP, by the vectors of IEEE Std 802.11.</summary>
[TestFixture]
internal sealed class TkipTests
{
    /// <summary>Each MIC is the key of the next one.</summary>
    [TestCase("0000000000000000", "", "82925c1ca1d130b8")]
    [TestCase("82925c1ca1d130b8", "4d", "434721ca40639b3f")]
    [TestCase("434721ca40639b3f", "4d69", "e8f9becae97e5d29")]
    [TestCase("e8f9becae97e5d29", "4d6963", "90038fc6cf13c1db")]
    [TestCase("90038fc6cf13c1db", "4d696368", "d55e100510128986")]
    [TestCase("d55e100510128986", "4d69636861656c", "0a942b124ecaa546")]
    public void Michael_gives_the_MICs_of_the_standard(string key, string message, string expected)
    {
        byte[] mic = new byte[Michael.Size];

        Michael.Compute(Hex.Of(key), Hex.Of(message), mic);

        Assert.That(Hex.Of(mic), Is.EqualTo(expected));
    }

    [TestCase(0UL, "00200033ea8d2f60ca6d1374234a660b")]
    [TestCase(1UL, "00200190ffdc314389a9d9d074fd20aa")]
    public void Key_mixing_gives_the_seeds_of_the_standard(ulong counter, string expected)
    {
        byte[] seed = new byte[TkipKeyMixing.SeedSize];

        TkipKeyMixing.Seed(Hex.Counting(16), Hex.Address("102233445566"), counter, seed);

        Assert.That(Hex.Of(seed), Is.EqualTo(expected));
    }
}
