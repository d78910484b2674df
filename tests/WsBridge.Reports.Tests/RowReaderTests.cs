using System.Text;
using WsBridge.Analysis.Findings;
using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Tests;

/// <summary>Rows that were written are read as they were.</summary>
internal sealed class RowReaderTests
{
    [Test]
    public void A_row_is_read_as_it_was_written()
    {
        string finding =
            RowJson.Line(MakeRow.Finding(message: "\u00e9 \" \\ \u2028") with
            {
                Values = [FindingValue.Of("count", 2), FindingValue.Of("pmkid", "00")],
            });
        string roam = RowJson.Line(MakeRow.Roam(outcome: "failed", cause: "WSB-FT-003", outageMs: 12.345));

        Assert.That(RowReader.TryRead(Encoding.UTF8.GetBytes(finding), out FindingRow? one, out _));
        Assert.That(RowJson.Line(one!), Is.EqualTo(finding));
        Assert.That(RowReader.TryRead(Encoding.UTF8.GetBytes(roam), out _, out RoamRow? other));
        Assert.That(RowJson.Line(other!), Is.EqualTo(roam));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("""{"rule":"X"}""")]
    [TestCase("""{"outcome":null}""")]
    [TestCase("""{"a":{"rule":1}}""")]
    public void What_is_no_row_is_none(string line) => Assert.That(RowReader.TryRead(Encoding.UTF8.GetBytes(line), out _, out _), Is.False);

    [Test]
    public void Every_shorter_prefix_of_a_row_is_none()
    {
        byte[] line = Encoding.UTF8.GetBytes(RowJson.Line(MakeRow.Roam()));

        Assert.That(Enumerable.Range(0, line.Length).Where(length => RowReader.TryRead(line.AsSpan(0, length), out _, out _)), Is.Empty);
    }

    [TestCase("2026-05-01T10:00:00.123456789Z", 1_777_629_600_123_456_789)]
    [TestCase("2026-05-01T12:00:00.5+02:00", 1_777_629_600_500_000_000)]
    [TestCase("2026-05-01", 1_777_593_600_000_000_000)]
    public void Times_are_read_to_the_nanosecond(string text, long expected)
    {
        Assert.That(Timestamps.TryParse(text, out long time));
        Assert.That(time, Is.EqualTo(expected));
    }
}
