using System.Text;
using WsBridge.Extcap.Ssh;

namespace WsBridge.Extcap.Tests.Ssh;

internal sealed class SensorWordsTests
{
    [Test]
    public async Task Escape_sequences_and_directions_of_writing_are_shown_and_not_sent()
    {
        (List<string> lines, string text) = await Read("one\r\n\u001b]0;title\u0007two\u202e\u009b31m\n\nthree"u8.ToArray());

        Assert.That(lines, Is.EqualTo((string[])["one", @"\x1b]0;title\x07two\u{202e}\x9b31m", "three"]));
        Assert.That(text, Is.EqualTo(string.Join('\n', lines)));
    }

    [Test]
    public async Task Octets_that_are_no_text_are_no_error()
    {
        (List<string> lines, _) = await Read([0xFF, 0xC3, (byte)'\n', 0x80]);

        Assert.That(lines, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_line_without_end_and_lines_without_end_cost_no_memory()
    {
        byte[] octets =
        [
            .. Enumerable.Repeat((byte)'a', 100_000),
            (byte)'\n',
            .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 5_000).Select(number => $"{number}\n"))),
        ];

        (List<string> lines, string text) = await Read(octets);

        Assert.That(lines[0], Has.Length.EqualTo(1_000));
        Assert.That(lines, Has.Count.EqualTo(5_001), "each is told");
        Assert.That(text.Split('\n'), Is.EqualTo(Enumerable.Range(4_901, 100).Select(number => $"{number}")), "the last ones are kept");
    }

    private static async Task<(List<string> Lines, string Text)> Read(byte[] octets)
    {
        var lines = new List<string>();
        var words = new SensorWords(lines.Add);
        await words.ReadAsync(new MemoryStream(octets), CancellationToken.None);
        return (lines, words.Text);
    }
}
