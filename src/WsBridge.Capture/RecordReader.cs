namespace WsBridge.Capture;

/// <summary>Takes a block that holds no packet.</summary>
internal delegate void BlockHandler(uint type, ReadOnlySpan<byte> block, ByteOrder order);

/// <summary>What reading a pcap and a pcapng file have in common: numbers, interfaces and how it ends.</summary>
internal abstract class RecordReader(OctetSource source, string name) : IDisposable
{
    /// <summary>No block or record is this long; a length that says so is damaged.</summary>
    public const int GreatestLength = 256 << 20;

    protected readonly OctetSource _source = source;
    protected readonly List<CaptureInterface> _interfaces = [];

    private readonly string _name = name;
    private long _recordsRead;
    private long _number;

    public IReadOnlyList<CaptureInterface> Interfaces => _interfaces;

    public CaptureProblem? Problem { get; private set; }

    /// <summary>Told of every block that holds no packet, in the order of the file; pcap has none.</summary>
    public BlockHandler? OtherBlock { get; set; }

    public abstract bool TryRead(out CaptureRecord record);

    public void Dispose() => _source.Dispose();

    /// <summary>The number of the packet that was just read.</summary>
    protected long CountRecord()
    {
        _recordsRead++;
        return ++_number;
    }

    /// <summary>Counts something that Wireshark numbers like a packet but is none.</summary>
    protected void CountOther() => _number++;

    /// <summary>Ends at octets too few: cleanly when there are none.</summary>
    protected bool EndAt(ReadOnlySpan<byte> remaining, string thing, long needed)
    {
        if (_source.Fault is { } fault)
        {
            return Stop(fault.Kind, fault.What);
        }

        return !remaining.IsEmpty
            && Stop(CaptureProblemKind.Truncated, $"{thing} needs {needed} octets, {remaining.Length} are there");
    }

    protected bool StopDamaged(string what) => Stop(CaptureProblemKind.Damaged, what);

    private bool Stop(CaptureProblemKind kind, string what)
    {
        Problem = new CaptureProblem(kind, _name, _source.Offset, _recordsRead, what);
        return false;
    }
}
