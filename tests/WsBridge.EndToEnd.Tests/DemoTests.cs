namespace WsBridge.EndToEnd.Tests;

/// <summary>The first command that a newcomer runs.</summary>
internal sealed class DemoTests
{
    [Test]
    public async Task The_demo_shows_an_error_on_its_frame_and_says_what_to_try_next()
    {
        using var work = new Workplace();

        string text = (await work.WsBridge("demo")).AssertGood().Text;

        Assert.That(text, Does.Match(@"(?m)^160\t.*\terror\tThe AP acknowledged message 2 with 2 PMKIDs and rejected it at once"));
        Assert.That(text, Does.Match(@"Frame 160: [\s\S]+\[Name: ft-m2-rejected-no-m3\][\s\S]+\[Fault: "));
        Assert.That(text, Does.Match(@"(?m)^Try next:$"));
    }
}
