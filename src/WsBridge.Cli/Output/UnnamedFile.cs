using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Cli.Output;

/// <summary>
/// A file that is in a folder and has no name there until it is given one: however this process ends before, SIGKILL included, nothing of
/// it is left. open(2), O_TMPFILE.
/// </summary>
internal static partial class UnnamedFile
{
    private const int ReadWrite = 2; // O_RDWR
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const int Temporary = 0x400000; // __O_TMPFILE, which goes with O_DIRECTORY
    private const uint AllMayReadAndWrite = 0x1B6; // less what the user's umask takes
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int FollowLink = 0x400; // AT_SYMLINK_FOLLOW
    private const int AlreadyThere = 17; // EEXIST

    // ENOENT, EISDIR, EINVAL, ENOSYS, EOPNOTSUPP: kernels and file systems that know no such files.
    private static readonly int[] NotKnown = [2, 21, 22, 38, 95];

    private static int Folder =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le
            ? 0x4000
            : 0x10000; // O_DIRECTORY

    /// <summary>Makes one; null where the system or the file system cannot.</summary>
    /// <exception cref="IOException">The folder takes no file.</exception>
    public static FileStream? TryCreate(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        int descriptor = open(Path.Combine(folder, "."), ReadWrite | CloseOnExec | Temporary | Folder, AllMayReadAndWrite);
        if (descriptor < 0)
        {
            return NotKnown.Contains(Marshal.GetLastPInvokeError()) ? null : throw Failure();
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        var file = new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0);
        if (File.Exists(PathOf(file)))
        {
            return file;
        }

        file.Dispose();
        return null; // without /proc it could get no name
    }

    /// <summary>A path by which this process reaches it.</summary>
    public static string PathOf(FileStream file) => $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}";

    /// <summary>Gives it a name; false when something has it already.</summary>
    /// <exception cref="IOException">It cannot have it.</exception>
    public static bool TryName(FileStream file, string name) =>
        linkat(CurrentFolder, PathOf(file), CurrentFolder, name, FollowLink) == 0
        || (Marshal.GetLastPInvokeError() == AlreadyThere ? false : throw Failure());

    private static IOException Failure() => new(Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int linkat(int folder, string path, int newFolder, string newPath, int flags);
}
