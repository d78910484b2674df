using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap.Replay;

/// <summary><c>wsbridge-replay</c>: a capture file, as if it were captured now.</summary>
public sealed class ReplaySource : ICaptureSource
{
    private const string File = "File";

    private static readonly SourceOption Path = new("--file", "Capture file", OptionKind.File)
    {
        Tooltip = "The pcap or pcapng file to replay, also gzipped.",
        Group = File,
        MustExist = true,
        FileExtensions = "Captures (*.pcap *.pcapng *.cap *.pcap.gz *.pcapng.gz)",
    };

    private static readonly SourceOption Speed = new("--speed", "Speed", OptionKind.Number)
    {
        Tooltip = "1 is the pace at which it was captured, 2 twice as fast, 0.5 half as fast; 0 is as fast as possible.",
        Group = File,
        Default = "1",
        Validation = @"^[0-9]*\.?[0-9]+$",
    };

    private static readonly SourceOption Loop = new("--loop", "Again and again", OptionKind.Flag)
    {
        Tooltip = "Starts over at the end of the file until the capture is stopped. The times of later rounds go on where the round before "
            + "ended.",
        Group = File,
    };

    /// <inheritdoc/>
    public string Name => "wsbridge-replay";

    /// <inheritdoc/>
    public string Display => "WsBridge: capture file, replayed";

    /// <inheritdoc/>
    public IReadOnlyList<SourceOption> Options { get; } = [Path, Speed, Loop];

    /// <inheritdoc/>
    public ICapture Prepare(OptionValues values)
    {
        ArgumentNullException.ThrowIfNull(values);

        string path = values.Text(Path)
            ?? throw new SourceProblemException("No capture file is chosen: set \"Capture file\" in the options of the source, or --file "
                + "(tshark: -o extcap.wsbridge_replay.file:FILE).");
        var capture = new ReplayCapture(path, values.Number(Speed), values.Flag(Loop));
        capture.Check();
        return capture;
    }
}
