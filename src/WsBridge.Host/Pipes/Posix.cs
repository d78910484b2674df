using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Host.Pipes;

/// <summary>What FIFOs need of libc and .NET does not offer.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Posix
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;

    private const uint UserReadWrite = 0x180; // rw-------
    private const int InterruptedCall = 4; // EINTR
    private const short Readable = 1; // POLLIN; POLLERR and POLLHUP are told unasked
    private const int Invalid = 0x20; // POLLNVAL
    private const int SetStatusFlags = 4; // F_SETFL
    private const int SetPipeSize = 1031; // F_SETPIPE_SZ, Linux
    private const int LargePipe = 1 << 20;
    private const int Forever = -1;
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint OwnerWanted = 0x8; // STATX_UID
    private const int OwnerOffset = 20; // stx_uid: struct statx is the same on all processors
    private const int StatusSize = 256;

    public static int NonBlocking => OperatingSystem.IsMacOS() ? 0x4 : 0x800;

    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    public static void MakeFifo(string path)
    {
        if (mkfifo(path, UserReadWrite) != 0)
        {
            throw new IOException($"Cannot make the pipe {path}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    public static SafeFileHandle Open(string path, int flags)
    {
        int descriptor = open(path, flags | CloseOnExec, 0);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"Cannot open the pipe {path}: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>Waits until a writer has written to a pipe that this end was open for before it came, or has left again.</summary>
    /// <exception cref="IOException">The pipe was closed meanwhile.</exception>
    public static void WaitForWriter(SafeHandle pipe)
    {
        if (Wait(pipe, Readable, Forever) is < 0 or Invalid)
        {
            throw new IOException("The pipe was closed.");
        }
    }

    /// <summary>Waits until nobody reads any more what is written to a pipe. Of a file or a terminal that never shows.</summary>
    public static void WaitForNoReader(SafeHandle pipe) => Wait(pipe, 0, Forever);

    /// <summary>Whether reading a pipe would not wait.</summary>
    public static bool IsReadable(SafeHandle pipe) => Wait(pipe, Readable, timeout: 0) != 0;

    /// <summary>Reading waits from here on.</summary>
    public static void SetBlocking(SafeHandle pipe)
    {
        if (fcntl(pipe, SetStatusFlags, ReadOnly) != 0)
        {
            throw new IOException($"Cannot read the pipe: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>A larger pipe lets the client run ahead. Refused where the user's limit is used up: then it just runs ahead less.</summary>
    public static void Enlarge(SafeHandle pipe)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = fcntl(pipe, SetPipeSize, LargePipe);
        }
    }

    /// <summary>
    /// Whether a file belongs to the user that this process runs as. Where the system is not asked (macOS) the file mode decides alone.
    /// </summary>
    public static unsafe bool IsOwn(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        byte* status = stackalloc byte[StatusSize];
        return statx(CurrentFolder, path, 0, OwnerWanted, status) == 0 && *(uint*)(status + OwnerOffset) == geteuid();
    }

    /// <returns>What happened; 0 when nothing did in time, negative when it cannot be waited for.</returns>
    private static int Wait(SafeHandle pipe, short wanted, int timeout)
    {
        bool isHeld = false;
        pipe.DangerousAddRef(ref isHeld);
        try
        {
            var watched = new PollDescriptor { Descriptor = (int)pipe.DangerousGetHandle(), Wanted = wanted };
            int ready;
            do
            {
                ready = poll(ref watched, 1, timeout);
            }
            while (ready < 0 && Marshal.GetLastPInvokeError() == InterruptedCall);

            return ready < 0 ? -1 : watched.Returned;
        }
        finally
        {
            pipe.DangerousRelease();
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref PollDescriptor descriptors, nuint count, int timeout);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkfifo(string path, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeHandle descriptor, int command, int argument);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Returned;
    }
}
