using System.Buffers.Binary;
using WsBridge.Sdk;

namespace HelloPlugin;

/// <summary>Counts the deauthentication frames of each transmitter, and warns when there are many.</summary>
public sealed class HelloPluginAnalyzer : IAnalyzer
{
    // Names are what people filter on: everything lives below wsbridge.<name>.
    private static readonly FieldInfo Count = new("wsbridge.hello_plugin.count", "Deauthentications so far", FieldType.UInt32,
        "How many this transmitter has sent in this capture");

    private static readonly ExpertInfo Flood = new("wsbridge.hello_plugin.expert.flood", "Many deauthentications", ExpertGroup.Security,
        Severity.Warn)
    {
        Explanation = "One transmitter sends one deauthentication after the other: an attack, or an access point that throws its clients "
            + "off.",
        Next = "See whether the transmitter is an access point of yours, and what reason code it gives.",
    };

    public string Name => "hello_plugin";

    public string Title => "HelloPlugin";

    public IReadOnlyList<FieldInfo> Fields => [Count];

    public IReadOnlyList<ExpertInfo> Experts => [Flood];

    // 0xC0 is the first octet of a deauthentication frame. Wireshark hands over only what is asked for.
    public FrameInterest Interest { get; } = new() { [0xC0] = FrameChoice.Send };

    public IAnalyzerSession Open(IAnnotationSink sink) => new Session(sink);

    // One session for each capture: what it remembers is of that capture alone.
    private sealed class Session(IAnnotationSink sink) : IAnalyzerSession
    {
        private const int Many = 3;
        private readonly Dictionary<ulong, int> _sent = [];

        public void OnFrame(in Frame frame)
        {
            int transmitterAt = frame.MacHeaderAt + 10;
            if (frame.Octets.Length < transmitterAt + 6)
            {
                return; // cut off
            }

            ulong transmitter = BinaryPrimitives.ReadUInt64BigEndian(frame.Octets[(transmitterAt - 2)..]) & 0xFFFF_FFFF_FFFF;
            int count = _sent[transmitter] = _sent.GetValueOrDefault(transmitter) + 1;
            Annotation[] below = count == Many ? [new Annotation.ExpertLine(Flood, $"{count} deauthentications from one transmitter")] : [];

            // Offset and Length are the octets that Wireshark marks when the line is clicked.
            sink.Annotate(frame.Id,
                new Annotation.FieldLine(Count, AnnotationValue.Of(count)) { Offset = transmitterAt, Length = 6, Children = below });
        }

        public void Dispose()
        {
        }
    }
}
