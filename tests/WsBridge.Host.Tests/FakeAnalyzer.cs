using WsBridge.Sdk;

namespace WsBridge.Host.Tests;

/// <summary>An analyzer without any knowledge: it remembers what it saw and says what the test tells it to say.</summary>
internal sealed class FakeAnalyzer(Action<SeenFrame, IAnnotationSink>? onFrame = null) : IAnalyzer
{
    public static readonly FieldInfo Word = new("fake.word", "Word", FieldType.String, "A word");
    public static readonly FieldInfo Small = new("fake.small", "Small", FieldType.UInt8, "A small number");
    public static readonly FieldInfo Medium = new("fake.medium", "Medium", FieldType.UInt16, "A number");
    public static readonly FieldInfo Large = new("fake.large", "Large", FieldType.UInt32, "A large number");
    public static readonly FieldInfo Flag = new("fake.flag", "Flag", FieldType.Boolean, "Yes or no");
    public static readonly FieldInfo Real = new("fake.real", "Real", FieldType.Double, "A real number");
    public static readonly FieldInfo Raw = new("fake.raw", "Raw", FieldType.Octets, "Octets of the frame");
    public static readonly FieldInfo Address = new("fake.address", "Address", FieldType.EthernetAddress, "An address");
    public static readonly FieldInfo Other = new("fake.other", "Other", FieldType.FrameNumber, "Another frame");
    public static readonly ExpertInfo Mild = new("fake.expert.odd", "Odd", ExpertGroup.Sequence, Severity.Note);
    public static readonly ExpertInfo Bad = new("fake.expert.odd", "Odd", ExpertGroup.Sequence, Severity.Error);

    public List<SeenFrame> Seen { get; } = [];

    public List<SeenFrame> Earlier { get; } = [];

    public int Disposed { get; private set; }

    public string Name { get; init; } = "fake";

    public IReadOnlyList<FieldInfo> Fields { get; init; } = [Word, Small, Medium, Large, Flag, Real, Raw, Address, Other];

    public IReadOnlyList<ExpertInfo> Experts { get; init; } = [Mild, Bad];

    public FrameInterest Interest { get; init; } = new()
    {
        [0x08] = FrameChoice.WhenMarked,
        [0x80] = FrameChoice.RateLimited,
        [0xC0] = FrameChoice.Send,
        [0xD4] = FrameChoice.AfterSent,
        Mark = new byte[] { 0xAA, 0xBB, 0xCC },
        MarkWithin = 0x0102,
        AgainAfterMicroseconds = 0x0304_0506,
        EncryptedAfterMarked = 7,
        LaterFragments = true,
    };

    public Action<IAnnotationSink>? AtEnd { get; init; }

    public IAnalyzerSession Open(IAnnotationSink sink) => new Session(this, sink);

    private sealed class Session(FakeAnalyzer analyzer, IAnnotationSink sink) : IAnalyzerSession
    {
        public void OnFrame(in Frame frame)
        {
            var seen = new SeenFrame(frame.Id, frame.TimeMicroseconds, frame.LinkType, frame.OriginalLength,
                Convert.ToHexString(frame.Octets));
            analyzer.Seen.Add(seen);
            analyzer.Notify(seen, sink);
        }

        public void OnEarlierData(in Frame frame) => analyzer.Earlier.Add(new SeenFrame(
            frame.Id, frame.TimeMicroseconds, frame.LinkType, frame.OriginalLength, Convert.ToHexString(frame.Octets)));

        public void OnEnd() => analyzer.AtEnd?.Invoke(sink);

        public void Dispose() => analyzer.Disposed++;
    }

    private void Notify(SeenFrame seen, IAnnotationSink sink) => onFrame?.Invoke(seen, sink);
}

/// <summary>A frame as it arrived.</summary>
internal sealed record SeenFrame(long Id, long TimeMicroseconds, int LinkType, int OriginalLength, string Octets);
