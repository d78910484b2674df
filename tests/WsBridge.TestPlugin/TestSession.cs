using System.Net;
using WsBridge.Sdk;

namespace WsBridge.TestPlugin;

/// <summary>Does what the behaviour says, badly from the second frame on.</summary>
internal sealed class TestSession(IAnnotationSink sink) : IAnalyzerSession
{
    private readonly List<byte[]> _kept = [];
    private int _frames;
    private int _retries;
    private long _last;

    public void OnFrame(in Frame frame)
    {
        _frames++;
        bool isTime = _frames == 2;
        switch (TestAnalyzer.Behaviour)
        {
            case "shows every type":
                ShowAll(frame);
                break;
            case "claims" or "claims EAPOL":
                sink.Annotate(frame.Id, new Annotation.InfoText($"payload of {frame.Payload.Length}"));
                sink.Annotate(frame.Id,
                    new Annotation.FieldLine(TestFields.Octets, AnnotationValue.FromOctets)
                    {
                        Offset = frame.PayloadOffset,
                        Length = frame.Payload.Length,
                    });
                sink.Annotate(frame.Id,
                    new Annotation.FieldLine(TestFields.Number16, AnnotationValue.FromOctets) { Offset = frame.PayloadOffset, Length = 2 });
                break;
            case "looks at everything" or "looks at link types" or "looks at ports" or "looks at IP protocols and EtherTypes":
                sink.Annotate(frame.Id, Text($"{frame.Matched} {frame.LinkType} {frame.Payload.Length}"));
                break;
            case "counts retries":
                int at = frame.MacHeaderAt;
                _retries += at >= 0 && at + 1 < frame.Octets.Length && (frame.Octets[at + 1] & 0x08) != 0 ? 1 : 0;
                sink.Annotate(frame.Id, new Annotation.FieldLine(TestFields.Number32, AnnotationValue.Of(_retries)));
                break;
            case "annotates earlier frames":
                if (_last > 0)
                {
                    sink.Annotate(_last, Text("said later"));
                }

                break;
            case "throws" when isTime:
                throw new InvalidOperationException("thrown on purpose");
            case "hangs" when isTime:
                Thread.Sleep(Timeout.Infinite);
                break;
            case "spins" when isTime:
                while (_frames > 0)
                {
                    _last++;
                }

                break;
            case "overflows the stack" when isTime:
                _last = Deeper(0);
                break;
            case "says something and exits" when _frames == 1:
                sink.Annotate(frame.Id, Text("said before the end"));
                break;
            case "exits" or "says something and exits" when isTime:
                Environment.Exit(0);
                break;
            case "crashes on another thread" when isTime:
                new Thread(() => throw new InvalidOperationException("elsewhere")).Start();
                Thread.Sleep(Timeout.Infinite);
                break;
            case "allocates without end" when isTime:
                while (true)
                {
                    _kept.Add(new byte[1 << 20]);
                }

            case "floods" when isTime:
                while (true)
                {
                    sink.Annotate(frame.Id, Text("flood"));
                }

            case "floods and hides it" when isTime:
                for (int i = 0; i < 1_000_000; i++)
                {
                    TrySay(frame.Id, Text("flood"));
                }

                break;
            case "annotates a frame to come" when isTime:
                sink.Annotate(frame.Id + 1000, Text("future"));
                break;
            case "annotates frame 0" when isTime:
                TrySay(0, Text("nowhere"));
                break;
            case "shows a field it did not declare" when isTime:
                sink.Annotate(frame.Id,
                    new Annotation.FieldLine(new FieldInfo("wsbridge.tester.more", "More", FieldType.String, ""),
                    AnnotationValue.Of("more")));
                break;
            case "shows a field of ours" when isTime:
                sink.Annotate(frame.Id,
                    new Annotation.FieldLine(new FieldInfo("wsbridge.rule", "Rule", FieldType.String, ""),
                    AnnotationValue.Of("WSB-4WH-001")));
                break;
            case "writes rubbish":
                Console.Out.WriteLine("WSBRIDGE\t3\trubbish\trubbish");
                Console.Error.WriteLine(new string('x', 100_000));
                Console.OpenStandardOutput().Write(new byte[100_000]);
                break;
        }

        _last = frame.Id;
    }

    public void Dispose()
    {
        if (TestAnalyzer.Behaviour == "throws when closed")
        {
            throw new InvalidOperationException("not closed");
        }
    }

    private static Annotation.TextLine Text(string text) => new(text);

    private static int Deeper(int depth) => depth < 0 ? 0 : Deeper(depth + 1) + 1;

    private void TrySay(long frame, Annotation annotation)
    {
        try
        {
            sink.Annotate(frame, annotation);
        }
        catch (InvalidOperationException)
        {
            // As a plugin does that hides its faults.
        }
    }

    private void ShowAll(in Frame frame)
    {
        int at = frame.MacHeaderAt;
        Given(frame, TestFields.Text, AnnotationValue.Of("wörd"));
        Given(frame, TestFields.Number8, AnnotationValue.Of(7));
        Given(frame, TestFields.Number16, AnnotationValue.Of(65_535));
        Given(frame, TestFields.Number24, AnnotationValue.Of(16_777_215));
        Given(frame, TestFields.Number32, AnnotationValue.Of(4_294_967_295));
        Given(frame, TestFields.Number64, AnnotationValue.Of(18_446_744_073_709_551_615));
        Given(frame, TestFields.Signed8, AnnotationValue.Of(-1));
        Given(frame, TestFields.Signed16, AnnotationValue.Of(-2));
        Given(frame, TestFields.Signed32, AnnotationValue.Of(-3));
        Given(frame, TestFields.Signed64, AnnotationValue.Of(-9_223_372_036_854_775_808));
        Given(frame, TestFields.Flag, AnnotationValue.Of(true));
        Given(frame, TestFields.Real, AnnotationValue.Of(1.5));
        Given(frame, TestFields.Half, AnnotationValue.Of(0.25));
        Given(frame, TestFields.Ether, AnnotationValue.Of(0x0200_1122_3344));
        Given(frame, TestFields.V4, AnnotationValue.Of(IPAddress.Parse("192.0.2.255")));
        Given(frame, TestFields.V6, AnnotationValue.Of(IPAddress.Parse("2001:db8::ff")));
        Given(frame, TestFields.Time, AnnotationValue.Of(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 250, TimeSpan.Zero)));
        Given(frame, TestFields.Span, AnnotationValue.Of(TimeSpan.FromSeconds(-1.5)));
        Given(frame, TestFields.Other, AnnotationValue.Of(frame.Id));
        Pointed(frame, TestFields.Octets, AnnotationValue.FromOctets, at, 2);
        Pointed(frame, TestFields.Masked, AnnotationValue.FromOctets, at, 1);
        Pointed(frame, TestFields.MaskedFlag, AnnotationValue.FromOctets, at, 2);
        Pointed(frame, TestFields.Little, AnnotationValue.FromLittleEndianOctets, at, 2);
        sink.Annotate(frame.Id, new Annotation.ExpertLine(TestFields.Seen, "seen here"));
    }

    private void Given(in Frame frame, FieldInfo field, AnnotationValue value) =>
        sink.Annotate(frame.Id, new Annotation.FieldLine(field, value));

    private void Pointed(in Frame frame, FieldInfo field, AnnotationValue value, int offset, int length) =>
        sink.Annotate(frame.Id, new Annotation.FieldLine(field, value) { Offset = offset, Length = length });
}
