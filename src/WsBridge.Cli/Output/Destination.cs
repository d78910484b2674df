namespace WsBridge.Cli.Output;

/// <summary>What stands behind the name of an output.</summary>
/// <remarks>
/// A device, a pipe or an open file is written to as it is. Only a regular file, or a name without a file, gets a new file.
/// </remarks>
internal enum Destination
{
    /// <summary>Standard output, by whatever name.</summary>
    StandardOutput,

    /// <summary>A device, a pipe, a socket, or a file that somebody holds open (<c>/dev/fd/3</c>).</summary>
    Node,

    /// <summary>A regular file, or none yet.</summary>
    File,
}

/// <summary>Tells what stands behind a name.</summary>
internal static class Destinations
{
    private const int MostLinks = 40;

    /// <summary>What stands behind a name; null and - stand for standard output.</summary>
    /// <exception cref="OutputFailedException">Another user has put it there.</exception>
    public static Destination Of(string? path)
    {
        if (path is null or "-" || DescriptorOf(path) is "1")
        {
            return Destination.StandardOutput;
        }

        SharedFolder.Check(path);

        if (OperatingSystem.IsWindows())
        {
            return path.StartsWith(@"\\.\", StringComparison.Ordinal) ? Destination.Node : Destination.File;
        }

        bool isNode = FileStatus.Of(path) is { } status
            ? !status.IsRegular && !Directory.Exists(path)
            : !OperatingSystem.IsLinux() && new FileInfo(path) is { Exists: true, Length: 0 }; // what is empty has nothing to lose
        return isNode || DescriptorOf(path) is not null ? Destination.Node : Destination.File;
    }

    /// <summary>Opens a node; what was there stays, and the octets follow it.</summary>
    public static FileStream OpenNode(string path) =>
        new(path, FileStatus.Of(path) is { IsRegular: true } ? FileMode.Append : FileMode.Open, FileAccess.Write, FileShare.ReadWrite,
            bufferSize: 0);

    /// <summary>
    /// The number of the open file that a name stands for, directly or through links: <c>/dev/stdout</c> is 1; null for any other name.
    /// </summary>
    private static string? DescriptorOf(string path)
    {
        string name = Path.GetFullPath(path);
        for (int i = 0; i < MostLinks && !OperatingSystem.IsWindows(); i++)
        {
            if (IsDescriptor(name))
            {
                return Path.GetFileName(name);
            }

            try
            {
                if (new FileInfo(name).LinkTarget is not { } target)
                {
                    return null;
                }

                name = Path.GetFullPath(target, Path.GetDirectoryName(name)!);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return null; // opening it will say what is wrong
            }
        }

        return null;
    }

    private static bool IsDescriptor(string name) =>
        name.StartsWith("/dev/fd/", StringComparison.Ordinal)
        || name.StartsWith("/proc/self/fd/", StringComparison.Ordinal)
        || name.StartsWith($"/proc/{Environment.ProcessId}/fd/", StringComparison.Ordinal);
}
