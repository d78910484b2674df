namespace WsBridge.Cli.Output;

/// <summary>Tells whether writing to one name would change what another name stands for.</summary>
internal static class SameFile
{
    private const int MostLinks = 40;

    public static bool Is(string one, string other) =>
        string.Equals(Resolve(one), Resolve(other), OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>The name without symbolic links, as far as it exists.</summary>
    private static string Resolve(string path)
    {
        string resolved = Path.GetFullPath(path);
        for (int i = 0; i < MostLinks && ResolveOne(resolved) is { } next; i++)
        {
            resolved = next;
        }

        return resolved;
    }

    /// <summary>The name with its first symbolic link replaced; null when there is none.</summary>
    private static string? ResolveOne(string path)
    {
        string root = Path.GetPathRoot(path)!;
        string[] names = path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        string sofar = root;
        for (int i = 0; i < names.Length; i++)
        {
            sofar = Path.Combine(sofar, names[i]);
            try
            {
                if (new FileInfo(sofar).LinkTarget is { } target)
                {
                    return Path.GetFullPath(Path.Combine([Path.GetDirectoryName(sofar)!, target, .. names[(i + 1)..]]));
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return null; // what cannot be looked at cannot be written either
            }
        }

        return null;
    }
}
