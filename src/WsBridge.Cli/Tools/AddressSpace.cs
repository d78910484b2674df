using System.Globalization;
using System.Runtime.InteropServices;

namespace WsBridge.Cli.Tools;

/// <summary>How much address space the system lets this process have (<c>ulimit -v</c>).</summary>
internal static partial class AddressSpace
{
    /// <summary>With less, the runtime starts or fails, and later aborts or not, as its heap happens to be laid out.</summary>
    private const ulong Least = 240UL << 20;

    private const int Resource = 9; // RLIMIT_AS of Linux

    /// <summary>A sentence where it is too little; null where it is enough, or cannot be told.</summary>
    public static string? Shortage()
    {
        if (!OperatingSystem.IsLinux() || getrlimit(Resource, out Limits limits) != 0 || limits.Current >= Least)
        {
            return null;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"not enough memory: this process may have {limits.Current >> 20} of the {Least >> 20} MiB that it needs (ulimit -v).");
    }

    [LibraryImport("libc")]
    private static partial int getrlimit(int resource, out Limits limits);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limits
    {
        public nuint Current;
        public nuint Most;
    }
}
