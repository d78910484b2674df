using System.Runtime.InteropServices;

namespace WsBridge.Benchmarks.Commands;

/// <summary>The processor time of all child processes that have ended, with what they have started and waited for.</summary>
internal static partial class ChildUsage
{
    private const int Children = -1;
    private const double MicrosecondsPerSecond = 1e6;

    /// <summary>User and system time in seconds; 0 where the system does not tell.</summary>
    public static double Seconds => GetUsage(Children, out Usage usage) == 0
        ? usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / MicrosecondsPerSecond)
        : 0;

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    /// <summary>struct rusage: two times, then fourteen counts.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public nint UserSeconds;
        public nint UserMicroseconds;
        public nint SystemSeconds;
        public nint SystemMicroseconds;
    }
}
