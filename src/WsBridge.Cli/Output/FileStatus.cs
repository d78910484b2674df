using System.Runtime.InteropServices;

namespace WsBridge.Cli.Output;

/// <summary>What the system knows of a file by any of its names: what kind of node it is, which one, and whose.</summary>
/// <param name="Mode">Kind and permissions, as stat(2) has them.</param>
/// <param name="Device">The file system it is on.</param>
/// <param name="Node">Its number there; with <paramref name="Device"/> the same for every name (hard link) of the file.</param>
/// <param name="Owner">User ID.</param>
/// <param name="Group">Group ID.</param>
internal readonly partial record struct FileStatus(int Mode, ulong Device, ulong Node, uint Owner, uint Group)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint BasicStatus = 0x7FF; // STATX_BASIC_STATS
    private const int FormatMask = 0xF000;
    private const int RegularFormat = 0x8000;
    private const int LinkFormat = 0xA000;

    /// <summary>A file with octets of its own: no device, pipe, socket or folder.</summary>
    public bool IsRegular => (Mode & FormatMask) == RegularFormat;

    /// <summary>A symbolic link; only <see cref="OfLink"/> tells.</summary>
    public bool IsLink => (Mode & FormatMask) == LinkFormat;

    /// <summary>Asks, through links; null where there is no such file, or the system cannot be asked (only Linux is).</summary>
    public static FileStatus? Of(string path) => Of(path, 0);

    /// <summary>The same of a link itself.</summary>
    public static FileStatus? OfLink(string path) => Of(path, NoFollow);

    private static FileStatus? Of(string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return statx(CurrentFolder, path, flags, BasicStatus, out Statx status) == 0
                ? new FileStatus(
                    status.Mode, (ulong)status.DeviceMajor << 32 | status.DeviceMinor, status.Node, status.Owner, status.Group)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library without it
        }
    }

    /// <summary>Gives a file to the user and group that another one belongs to; whoever may not leaves it as it is.</summary>
    public void GiveTo(string path)
    {
        if (Of(path) is { } now && (now.Owner != Owner || now.Group != Group))
        {
            _ = chown(path, Owner, Group);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, out Statx status);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint owner, uint group);

    // Linux, include/uapi/linux/stat.h: the same on every processor.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Node;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
