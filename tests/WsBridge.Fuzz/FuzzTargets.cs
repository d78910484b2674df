using WsBridge.Fuzz.Targets;

namespace WsBridge.Fuzz;

/// <summary>
/// All targets. One is made only when it is asked for: instrumented code cannot run before the fuzzer has given it memory to note its way
/// in.
/// </summary>
public static class FuzzTargets
{
    private static readonly (string Name, Func<IFuzzTarget> Create)[] Known =
    [
        ("captures", static () => new CaptureTarget(compressed: false)),
        ("compressions", static () => new CaptureTarget(compressed: true)),
        ("link-headers", static () => new LinkHeaderTarget()),
        ("frames", static () => new FrameTarget()),
        ("elements", static () => new ElementTarget()),
        ("eapol", static () => new EapolTarget()),
        ("exchanges", static () => new ExchangeTarget()),
        ("radius", static () => new RadiusTarget()),
        ("wired", static () => new WiredTarget()),
        ("datagrams", static () => new DatagramTarget()),
        ("key-files", static () => new KeyFileTarget()),
        ("bridge", static () => new BridgeTarget()),
        ("manifests", static () => new ManifestTarget()),
        ("command-lines", static () => new CommandLineTarget()),
        ("toolbar", static () => new ToolbarTarget()),
        ("sensor-words", static () => new SensorTarget()),
    ];

    /// <summary>
    /// Their names, in the order of the way that octets go: files, link headers, frames, what is in them, keys, the bridge, settings.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>Makes one.</summary>
    public static IFuzzTarget Create(string name) => Known.Single(known => known.Name == name).Create();
}
