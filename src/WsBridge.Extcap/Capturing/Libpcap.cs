using System.Runtime.InteropServices;

namespace WsBridge.Extcap.Capturing;

/// <summary>The filter compiler of libpcap, which is there wherever Wireshark captures.</summary>
internal static partial class Libpcap
{
    private const string Library = "pcap";
    private const int GreatestSnapLength = 262_144;
    private const uint NoNetmask = uint.MaxValue;

    // LINKTYPE_ numbers, which files use, are DLT_ numbers for all but raw IP.
    private const int LinkTypeRaw = 101;

    static Libpcap() => NativeLibrary.SetDllImportResolver(typeof(Libpcap).Assembly, (name, assembly, path) =>
        name == Library
            ? Names.Select(file => NativeLibrary.TryLoad(file, assembly, path, out nint handle) ? handle : 0).FirstOrDefault(handle => handle != 0)
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
                    : throw new SourceProblemException($"The capture filter \"{filter}\" cannot be used here: {Marshal.PtrToStringUTF8(pcap_geterr(handle))}.");
            }
            finally
            {
                pcap_close(handle);
            }
        }
        catch (DllNotFoundException error)
        {
            throw new SourceProblemException("Capture filters need libpcap (Debian: libpcap0.8; Windows: Npcap), which is not there; leave the filter out, or install it.", error);
        }
    }

    [LibraryImport(Library)]
    private static partial nint pcap_open_dead(int linkType, int snapLength);

    [LibraryImport(Library)]
    private static partial void pcap_close(nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int pcap_compile(nint handle, out BpfProgram program, string filter, int optimize, uint netmask);

    [LibraryImport(Library)]
    private static partial nint pcap_geterr(nint handle);

    [LibraryImport(Library)]
    private static partial void pcap_freecode(ref BpfProgram program);

    [LibraryImport(Library)]
    private static partial uint bpf_filter(nint instructions, ref byte packet, uint originalLength, uint capturedLength);

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
