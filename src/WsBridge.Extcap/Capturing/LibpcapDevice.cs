using System.Runtime.InteropServices;

namespace WsBridge.Extcap.Capturing;

/// <summary>
/// A live capture in this very process, which needs root or CAP_NET_RAW. Each frame is there at once; dumpcap has the kernel collect frames
/// for up to a quarter of a second.
/// </summary>
internal sealed unsafe class LibpcapDevice : IDisposable
{
    // Each frame has a place of this size in the kernel's ring, whatever its length: the longest MPDU has 11,454 octets. Where there is
    // less memory, libpcap takes a smaller ring.
    private const int SnapLength = 16_384;
    private const int RingSize = 64 << 20;
    private const int Stopped = -2; // PCAP_ERROR_BREAK

    private readonly nint _handle;

    private LibpcapDevice(nint handle) => _handle = handle;

    /// <summary>The LINKTYPE_ number of its frames.</summary>
    public int LinkType => Libpcap.pcap_datalink(_handle);

    /// <summary>Frames so far that found no place in the kernel's ring.</summary>
    public long Dropped => Libpcap.pcap_stats(_handle, out Libpcap.Statistics statistics) == 0 ? statistics.Dropped : 0;

    /// <summary>Opens an interface; null when this process may not, or cannot.</summary>
    public static LibpcapDevice? Open(string name)
    {
        try
        {
            byte* errors = stackalloc byte[Libpcap.ErrorSize];
            nint handle = Libpcap.pcap_create(name, errors);
            if (handle == 0)
            {
                return null;
            }

            _ = Libpcap.pcap_set_snaplen(handle, SnapLength);
            _ = Libpcap.pcap_set_buffer_size(handle, RingSize);
            _ = Libpcap.pcap_set_immediate_mode(handle, 1);
            bool isNanoseconds = Libpcap.pcap_set_tstamp_precision(handle, 1) == 0;
            if (isNanoseconds && Libpcap.pcap_activate(handle) >= 0)
            {
                return new LibpcapDevice(handle);
            }

            Libpcap.pcap_close(handle);
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Waits for the next frame; false when it was stopped.</summary>
    /// <param name="timeNanoseconds">Since the Unix epoch.</param>
    /// <param name="octets">The frame, valid until the next one.</param>
    /// <param name="originalLength">Its length before it was cut.</param>
    /// <exception cref="IOException">The interface is gone.</exception>
    public bool TryRead(out long timeNanoseconds, out ReadOnlySpan<byte> octets, out int originalLength)
    {
        timeNanoseconds = originalLength = 0;
        octets = default;
        while (true)
        {
            switch (Libpcap.pcap_next_ex(_handle, out Libpcap.PacketHeader* header, out byte* packet))
            {
                case 1:
                    timeNanoseconds = (header->Seconds * 1_000_000_000L) + header->Fraction;
                    octets = new ReadOnlySpan<byte>(packet, (int)header->CapturedLength);
                    originalLength = (int)header->Length;
                    return true;
                case 0:
                    continue; // nothing came within its timeout
                case Stopped:
                    return false;
                default:
                    throw new IOException(Marshal.PtrToStringUTF8(Libpcap.pcap_geterr(_handle)));
            }
        }
    }

    /// <summary>Ends <see cref="TryRead"/>; from any thread, while it is not disposed.</summary>
    public void Stop() => Libpcap.pcap_breakloop(_handle);

    public void Dispose() => Libpcap.pcap_close(_handle);
}
