using WsBridge.Reports.Paths;

namespace WsBridge.Reports.Tests;

/// <summary>What the path of a capture says of it.</summary>
internal sealed class PathPatternTests
{
    [TestCase("{site}/{day}/*", "archive/berlin/2026-05-01/ap1.pcapng", "berlin 2026-05-01")]
    [TestCase("{site}/*", "berlin/ap1.pcapng", "berlin")]
    [TestCase("site-{site}_{day}.pcap*", "x/site-berlin_2026-05-01.pcapng", "berlin 2026-05-01")]
    [TestCase(@"{site}/*", @"archive\berlin\ap1.pcapng", "berlin")]
    [TestCase("{site}/{day}/*", "ap1.pcapng", null)]
    [TestCase("{site}.(a|b)/*", "x.(a|b)/ap1.pcapng", "x")]
    public void A_pattern_is_held_against_the_end_of_the_path(string text, string path, string? expected)
    {
        Assert.That(PathPattern.TryParse(text, out PathPattern? pattern, out _));
        Assert.That(pattern!.Match(path) is { } values ? string.Join(' ', values) : null, Is.EqualTo(expected));
    }

    [TestCase("*/*")]
    [TestCase("{site}/{site}")]
    [TestCase("{si te}/*")]
    [TestCase("{}/*")]
    public void What_is_no_pattern_is_refused_with_the_reason(string text)
    {
        Assert.That(PathPattern.TryParse(text, out _, out string? problem), Is.False);
        Assert.That(problem, Is.Not.Empty);
    }
}
