using WsBridge.Sdk;

namespace WsBridge.TestPlugin;

/// <summary>The one analyzer; what it does is in the file <c>behaviour</c> beside the assembly.</summary>
public sealed class TestAnalyzer : IAnalyzer
{
    public static readonly string Behaviour =
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(typeof(TestAnalyzer).Assembly.Location)!, "behaviour")).Trim();

    public TestAnalyzer()
    {
        if (Behaviour == "throws when made")
        {
            throw new InvalidOperationException("no");
        }
    }

    public string Name => Behaviour == "takes a name of ours" ? "roam" : "tester";

    public string Title => "Tester";

    public IReadOnlyList<FieldInfo> Fields => Behaviour switch
    {
        "throws when asked for fields" => throw new InvalidOperationException("no fields"),
        "takes a field of ours" => [.. TestFields.All, new FieldInfo("wsbridge.rule", "Mine", FieldType.String, "Mine")],
        "takes a field of another" => [.. TestFields.All, new FieldInfo("wsbridge.hello.count", "Mine", FieldType.UInt32, "Mine")],
        "declares a field twice" => [.. TestFields.All, TestFields.Text],
        _ => TestFields.All,
    };

    public IReadOnlyList<ExpertInfo> Experts => [TestFields.Seen];

    public FrameInterest Interest => Behaviour switch
    {
        "claims" => new() { Claims = [Traffic.UdpPort(7777), Traffic.TcpPort(7777), Traffic.EtherType(0x88B5), Traffic.UserLinkType(3)] },
        "claims EAPOL" => new() { Claims = [Traffic.EtherType(0x888E)] },
        "looks at ports" => new() { Traffic = [Traffic.UdpPort(67), Traffic.TcpPort(80)] },
        "looks at IP protocols and EtherTypes" => new() { Traffic = [Traffic.IpProtocol(1), Traffic.EtherType(0x0806)] },
        "looks at link types" => new() { Traffic = [Traffic.LinkType(187), Traffic.UserLinkType(1)] },
        "looks at everything" or "counts retries" => new() { Traffic = [Traffic.Everything] },
        "asks for nothing" => new(),
        _ => new(octet => (octet & 0x0C) == 0 ? FrameChoice.Send : FrameChoice.Skip), // all management frames
    };

    public IAnalyzerSession Open(IAnnotationSink sink) =>
        Behaviour == "throws when opened" ? throw new InvalidOperationException("not open") : new TestSession(sink);
}
