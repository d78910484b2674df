using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Cli.Tools;

/// <summary>Windows: processes that end with this one, however it ends, and with them what they start.</summary>
/// <remarks>Written from the documentation of job objects and compiled; not run: see docs/safety.md.</remarks>
internal sealed partial class KillOnCloseJob : IDisposable
{
    private const int ExtendedLimits = 9; // JobObjectExtendedLimitInformation
    private const uint KillOnClose = 0x2000; // JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE

    private readonly SafeFileHandle _job;

    /// <summary>An empty one. Where the system gives none, processes live as long as they like.</summary>
    [SupportedOSPlatform("windows")]
    public KillOnCloseJob()
    {
        _job = CreateJobObjectW(0, 0);
        var limits = new Limits { Flags = KillOnClose };
        _ = SetInformationJobObject(_job, ExtendedLimits, limits, (uint)Marshal.SizeOf<Limits>());
    }

    /// <summary>From here on it ends with us.</summary>
    public void Add(Process process) => _ = AssignProcessToJobObject(_job, process.SafeHandle);

    public void Dispose() => _job.Dispose();

    [LibraryImport("kernel32")]
    private static partial SafeFileHandle CreateJobObjectW(nint attributes, nint name);

    [LibraryImport("kernel32")]
    private static partial int SetInformationJobObject(SafeFileHandle job, int kind, in Limits limits, uint length);

    [LibraryImport("kernel32")]
    private static partial int AssignProcessToJobObject(SafeFileHandle job, SafeProcessHandle process);

    // JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64-bit Windows: only the flags of its first part are of use here.
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct Limits
    {
        [FieldOffset(16)]
        public uint Flags;
    }
}
