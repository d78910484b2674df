using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Cli.Output;

/// <summary>Brings to the disk what was written, and hears of it when that fails.</summary>
/// <remarks>.NET's own way (<see cref="RandomAccess.FlushToDisk"/>, .NET 10) says nothing when fsync fails.</remarks>
internal static partial class Disk
{
    // A file system that knows no such call has no later moment to complain at either.
    private static readonly int[] NotKnown = [22, 30, 38, 45, 95]; // EINVAL, EROFS, ENOSYS, ENOTSUP of macOS and of Linux

    /// <summary>Waits until the octets are there.</summary>
    /// <exception cref="IOException">They cannot be.</exception>
    public static void Flush(FileStream file)
    {
        file.Flush();
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
        else if (fsync(file.SafeFileHandle) != 0 && !NotKnown.Contains(Marshal.GetLastPInvokeError()))
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);
}
