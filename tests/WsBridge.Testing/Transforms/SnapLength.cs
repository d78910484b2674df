namespace WsBridge.Testing;

/// <summary>Packets are cut off behind so many octets, radiotap included, as <c>tcpdump -s</c> does.</summary>
public sealed class SnapLength(int octets) : ITransform
{
    /// <inheritdoc/>
    public string Name => $"snapshot length {octets}";

    /// <inheritdoc/>
    public bool LosesNothing => false;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames) => frames.Select(Cut);

    private AirFrame Cut(AirFrame frame)
    {
        var header = frame.ToPacket().Octets.Length - frame.Mac.Length;
        var kept = Math.Max(1, octets - header);
        return frame.Mac.Length <= kept ? frame : frame with { Mac = frame.Mac[..kept], Missing = frame.Missing + frame.Mac.Length - kept };
    }
}
