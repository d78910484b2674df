using System.Text;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Host.Tests;

/// <summary>The octets of annotations, field by field as in PROTOCOL.md.</summary>
internal sealed class AnswerTests
{
    private static readonly byte[] None = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0];

    private static IEnumerable<TestCaseData> Values()
    {
        yield return Case("a string is its length and UTF-8", FakeAnalyzer.Word, AnnotationValue.Of("né"), 0,
            [0, 3, (byte)'n', 0xC3, 0xA9]);
        yield return Case("an empty string is its length", FakeAnalyzer.Word, AnnotationValue.Of(""), 0, [0, 0]);
        yield return Case("8 bits take 4 octets", FakeAnalyzer.Small, AnnotationValue.Of(4), 1, [0, 0, 0, 4]);
        yield return Case("16 bits take 4 octets", FakeAnalyzer.Medium, AnnotationValue.Of(0xFFFE), 2, [0, 0, 0xFF, 0xFE]);
        yield return Case("32 bits take 4 octets", FakeAnalyzer.Large, AnnotationValue.Of(0xFEDC_BA98), 3, [0xFE, 0xDC, 0xBA, 0x98]);
        yield return Case("true is 1", FakeAnalyzer.Flag, AnnotationValue.Of(true), 4, [0, 0, 0, 1]);
        yield return Case("false is 0", FakeAnalyzer.Flag, AnnotationValue.Of(false), 4, [0, 0, 0, 0]);
        yield return Case("a double is big-endian", FakeAnalyzer.Real, AnnotationValue.Of(1.5), 5, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0]);
        yield return Case("octets have no value of their own", FakeAnalyzer.Raw, AnnotationValue.FromOctets, 6, []);
        yield return Case("an address is 6 octets in on-air order", FakeAnalyzer.Address, AnnotationValue.Of(0x0200_1122_3344), 7,
            [0x02, 0x00, 0x11, 0x22, 0x33, 0x44]);
        yield return Case("a frame is its id", FakeAnalyzer.Other, AnnotationValue.Of(0x01020304), 8, [1, 2, 3, 4]);
    }

    [TestCaseSource(nameof(Values))]
    public void A_value_is_written_as_its_type_says(FieldInfo field, AnnotationValue value, int index, byte[] octets)
    {
        byte[] line = AnnotationOf(new Annotation.FieldLine(field, value));

        Assert.That(line, Is.EqualTo((byte[])[1, 0, 0, (byte)index, .. None, .. octets]));
    }

    [Test]
    public void A_line_says_which_octets_it_is_about()
    {
        byte[] line =
            AnnotationOf(new Annotation.FieldLine(FakeAnalyzer.Raw, AnnotationValue.FromOctets) { Offset = 0x01020304, Length = 0x0506 });

        Assert.That(line, Is.EqualTo((byte[])[1, 0, 0, 6, 1, 2, 3, 4, 5, 6]));
    }

    [Test]
    public void A_length_beyond_16_bits_becomes_the_greatest()
    {
        byte[] line = AnnotationOf(new Annotation.FieldLine(FakeAnalyzer.Raw, AnnotationValue.FromOctets) { Offset = 0, Length = 70_000 });

        Assert.That(line, Is.EqualTo((byte[])[1, 0, 0, 6, 0, 0, 0, 0, 0xFF, 0xFF]));
    }

    [Test]
    public void An_expert_info_of_one_name_has_an_index_for_each_severity()
    {
        byte[] mild = AnnotationOf(new Annotation.ExpertLine(FakeAnalyzer.Mild, "a"));
        byte[] bad = AnnotationOf(new Annotation.ExpertLine(FakeAnalyzer.Bad, "b"));

        Assert.That(mild, Is.EqualTo((byte[])[2, 0, 0, 0, .. None, 0, 1, (byte)'a']));
        Assert.That(bad, Is.EqualTo((byte[])[2, 0, 0, 1, .. None, 0, 1, (byte)'b']));
    }

    [Test]
    public void Lines_below_a_line_follow_it_one_deeper()
    {
        byte[] lines = AnnotationOf(new Annotation.TextLine("a")
        {
            Children = [new Annotation.TextLine("b") { Children = [new Annotation.TextLine("c")] }, new Annotation.TextLine("d")],
        });

        Assert.That(lines, Is.EqualTo((byte[])
        [
            3, 0, 0, 0, .. None, 0, 1, (byte)'a',
            3, 1, 0, 0, .. None, 0, 1, (byte)'b',
            3, 2, 0, 0, .. None, 0, 1, (byte)'c',
            3, 1, 0, 0, .. None, 0, 1, (byte)'d',
        ]));
    }

    [TestCase("a", 65_535, 65_535)]
    [TestCase("a", 65_536, 21_845)]
    [TestCase("€", 30_000, 65_535)]
    [TestCase("😀", 20_000, 43_691, Description = "cut within a pair, of which a replacement character of 3 octets is left")]
    public void A_text_that_does_not_fit_is_cut(string unit, int times, int octets)
    {
        string text = string.Concat(Enumerable.Repeat(unit, times));

        byte[] line = AnnotationOf(new Annotation.TextLine(text));

        int length = (line[10] << 8) | line[11];
        Assert.That(length, Is.EqualTo(octets));
        Assert.That(line, Has.Length.EqualTo(12 + length));
        Assert.That(text, Does.StartWith(Encoding.UTF8.GetString(line, 12, length).TrimEnd('\uFFFD')));
    }

    [Test]
    public void An_answer_may_be_far_longer_than_the_buffer_it_starts_with()
    {
        string text = new('x', 60_000);

        List<(uint Last, byte[] Annotations)> answers = Answers(Enumerable.Repeat<Annotation>(new Annotation.TextLine(text), 40));

        Assert.That(answers.Single().Annotations, Has.Length.EqualTo(40 * (8 + 12 + text.Length)));
    }

    [Test]
    public void Of_fields_only_those_are_said_that_are_shown_with_text_and_expert_infos()
    {
        var finding = new Annotation.FieldLine(FakeAnalyzer.Word, AnnotationValue.Of("w"))
        {
            Children =
            [
                new Annotation.ExpertLine(FakeAnalyzer.Bad, "b"),
                new Annotation.FieldLine(FakeAnalyzer.Small, AnnotationValue.Of(4)) { Children = [new Annotation.TextLine("t")] },
                new Annotation.FieldLine(FakeAnalyzer.Flag, AnnotationValue.Of(true)),
            ],
        };

        byte[] annotations = AnswersTo([0, 1], finding).Single().Annotations;

        Assert.That(annotations[8..], Is.EqualTo((byte[])
        [
            2, 0, 0, 1, .. None, 0, 1, (byte)'b',
            1, 0, 0, 1, .. None, 0, 0, 0, 4,
            3, 1, 0, 0, .. None, 0, 1, (byte)'t',
        ]));
    }

    [TestCase("", Description = "none is shown")]
    [TestCase("FFFF", Description = "there is none of this number")]
    [TestCase("0100", Description = "nor of this one: numbers are big-endian")]
    [TestCase("0001 00", Description = "half a number is none")]
    public void A_frame_of_whose_annotations_nothing_is_left_has_one_without_lines(string shown)
    {
        var word = new Annotation.FieldLine(FakeAnalyzer.Word, AnnotationValue.Of("w"));

        byte[] annotations = AnswersTo(Convert.FromHexString(shown.Replace(" ", "", StringComparison.Ordinal)),
            word, word).Single().Annotations;

        Assert.That(annotations, Is.EqualTo((byte[])[0, 0, 0, 1, 0, 0, 0, 0]));
    }

    private static List<(uint Last, byte[] Annotations)> AnswersTo(byte[] shown, params IEnumerable<Annotation> annotations) =>
        Answers(annotations, Client.Request(13, shown));

    private static byte[] AnnotationOf(Annotation annotation)
    {
        byte[] annotations = Answers([annotation]).Single().Annotations;
        uint length = (uint)annotations.Length - 8;
        Assert.That(annotations[..8], Is.EqualTo(new OctetWriter().U32BigEndian(1).U32BigEndian(length).ToArray()),
            "id of the frame, and how much follows");
        return annotations[8..];
    }

    private static List<(uint Last, byte[] Annotations)> Answers(IEnumerable<Annotation> annotations, params IEnumerable<byte[]> before)
    {
        var analyzer = new FakeAnalyzer((frame, sink) =>
        {
            foreach (Annotation annotation in annotations)
            {
                sink.Annotate(frame.Id, annotation);
            }
        });
        (_, byte[] replies) = Client.Talk(analyzer,
            [Client.Greeting(new Schema([analyzer])), .. before, Client.Frame(1, [0xC0], answer: true)]);
        return Client.Answers(replies.AsSpan(Client.Accepted));
    }

    private static TestCaseData Case(string name, FieldInfo field, AnnotationValue value, int index, byte[] octets) =>
        new TestCaseData(field, value, index, octets).SetArgDisplayNames(name);
}
