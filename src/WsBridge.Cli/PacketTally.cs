namespace WsBridge.Cli;

/// <summary>How many packets and octets were read so far, by all threads together.</summary>
internal sealed class PacketTally
{
    private long _packets;
    private long _octets;

    public long Packets => Interlocked.Read(ref _packets);

    public long Octets => Interlocked.Read(ref _octets);

    /// <summary>So many more.</summary>
    public void Add(long packets, long octets)
    {
        Interlocked.Add(ref _packets, packets);
        Interlocked.Add(ref _octets, octets);
    }
}
