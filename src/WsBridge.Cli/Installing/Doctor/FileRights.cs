using System.Runtime.InteropServices;

namespace WsBridge.Cli.Installing;

/// <summary>What this user may do with a file.</summary>
internal static partial class FileRights
{
    private const int Write = 2; // W_OK

    /// <summary>Whether a file can be written, or a folder's files be added and deleted; on Windows it is not asked.</summary>
    public static bool MayWrite(string path) => OperatingSystem.IsWindows() || access(path, Write) == 0;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);
}
