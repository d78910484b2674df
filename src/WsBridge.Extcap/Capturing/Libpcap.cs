using System.Runtime.InteropServices;

namespace WsBridge.Extcap.Capturing;

/// <summary>
/// libpcap, which is there wherever Wireshark captures: its filter compiler, and live captures for <see cref="LibpcapDevice"/>.
/// </summary>
internal static unsafe partial class Libpcap
{
    /// <summary>Octets that it needs to say what is wrong.</summary>
    public const int ErrorSize = 256;

    private const string Library = "pcap";
    private const int GreatestSnapLength = 262_144;
    private const uint NoNetmask = uint.MaxValue;

    // LINKTYPE_ numbers, which files use, are DLT_ numbers for all but raw IP.
    private const int LinkTypeRaw = 101;

    static Libpcap() => NativeLibrary.SetDllImportResolver(typeof(Libpcap).Assembly, (name, assembly, path) =>
        name == Library
            ? Names.Select(file => NativeLibrary.TryLoad(file, assembly, path, out nint handle) ? handle : 0)
                .FirstOrDefault(handle => handle != 0)
            : 0);

    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["wpcap", @"C:\Windows\System32\Npcap\wpcap.dll"]
        : OperatingSystem.IsMacOS() ? ["libpcap.dylib", "libpcap.A.dylib"]
        : ["libpcap.so.0.8", "libpcap.so.1", "libpcap.so"];

    private static int RawDlt => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsWindows() ? 12 : 14;

    /// <summary>Compiles a filter.</summary>
    /// <exception cref="SourceProblemException">It is wrong, or there is no libpcap.</exception>
    public static Program Compile(string filter, int linkType)
    {
        try
        {
            nint handle = pcap_open_dead(linkType == LinkTypeRaw ? RawDlt : linkType, GreatestSnapLength);
            try
            {
                return pcap_compile(handle, out BpfProgram program, filter, 1, NoNetmask) == 0
                    ? new Program(program)
                    : throw new SourceProblemException($"The capture filter \"{filter}\" cannot be used here: "
                        + $"{Marshal.PtrToStringUTF8(pcap_geterr(handle))}.");
            }
            finally
            {
                pcap_close(handle);
            }
        }
        catch (DllNotFoundException error)
        {
            throw new SourceProblemException("Capture filters need libpcap (Debian: libpcap0.8; Windows: Npcap), which is not there; leave "
                + "the filter out, or install it.", error);
        }
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint pcap_create(string source, byte* errors);

    [LibraryImport(Library)]
    internal static partial int pcap_set_snaplen(nint handle, int length);

    [LibraryImport(Library)]
    internal static partial int pcap_set_buffer_size(nint handle, int size);

    [LibraryImport(Library)]
    internal static partial int pcap_set_immediate_mode(nint handle, int immediate);

    [LibraryImport(Library)]
    internal static partial int pcap_set_tstamp_precision(nint handle, int precision);

    [LibraryImport(Library)]
    internal static partial int pcap_activate(nint handle);

    [LibraryImport(Library)]
    internal static partial int pcap_datalink(nint handle);

    [LibraryImport(Library)]
    internal static partial int pcap_next_ex(nint handle, out PacketHeader* header, out byte* packet);

    [LibraryImport(Library)]
    internal static partial int pcap_stats(nint handle, out Statistics statistics);

    [LibraryImport(Library)]
    internal static partial void pcap_breakloop(nint handle);

    [LibraryImport(Library)]
    internal static partial void pcap_close(nint handle);

    [LibraryImport(Library)]
    internal static partial nint pcap_geterr(nint handle);

    [LibraryImport(Library)]
    private static partial nint pcap_open_dead(int linkType, int snapLength);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int pcap_compile(nint handle, out BpfProgram program, string filter, int optimize, uint netmask);

    [LibraryImport(Library)]
    private static partial void pcap_freecode(ref BpfProgram program);

    [LibraryImport(Library)]
    private static partial uint bpf_filter(nint instructions, ref byte packet, uint originalLength, uint capturedLength);

    /// <summary>In front of a packet: struct timeval is two longs; the fraction counts what the precision says.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PacketHeader
    {
        public CLong SecondsLong;
        public CLong FractionLong;
        public uint CapturedLength;
        public uint Length;

        public readonly long Seconds => SecondsLong.Value;

        public readonly long Fraction => FractionLong.Value;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Statistics
    {
        public uint Received;
        public uint Dropped;
        public uint DroppedByInterface;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct BpfProgram
    {
        public uint Length;
        public nint Instructions;
    }

    /// <summary>A compiled filter.</summary>
    internal sealed class Program(BpfProgram program) : IDisposable
    {
        private BpfProgram _program = program;

        ~Program() => pcap_freecode(ref _program);

        public bool Passes(ReadOnlySpan<byte> octets, int originalLength) =>
            bpf_filter(_program.Instructions, ref MemoryMarshal.GetReference(octets), (uint)originalLength, (uint)octets.Length) != 0;

        public void Dispose()
        {
            pcap_freecode(ref _program);
            GC.SuppressFinalize(this);
        }
    }
}
