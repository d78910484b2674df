namespace WsBridge.Cli.Output;

/// <summary>Tells whether writing to one name would change what another name stands for.</summary>
internal static class SameFile
{
    private const int MostLinks = 40;

    /// <summary>Says on standard error which input an output would take the place of, before anything is opened.</summary>
    /// <param name="output">The output; null is standard output.</param>
    /// <param name="inputs">Names of everything that is read: captures, keys, secrets; - is standard input.</param>
    /// <returns>The output may be written.</returns>
    public static bool IsNoneOf(string? output, IEnumerable<string> inputs)
    {
        if (output is null or "-")
        {
            return true;
        }

        bool isThere = Path.Exists(output); // what is not there is no other name of an input, and nothing needs to be asked of each
        FileStatus? status = isThere ? FileStatus.Of(output) : null;
        if (inputs.FirstOrDefault(input => input != "-" && (input == output || (isThere && Is(input, output, status)))) is not { } own)
        {
            return true;
        }

        string what = own == output ? "is read here" : $"is the same file as {own}, which is read here";
        StandardError.Say($"{output} {what}, and is never overwritten: give -o another name.");
        return false;
    }

    /// <summary>Both names stand for one regular file, by links of either kind or another spelling.</summary>
    public static bool Is(string one, string other) => Is(one, other, FileStatus.Of(other));

    private static bool Is(string one, string other, FileStatus? ofOther) => (FileStatus.Of(one), ofOther) is ({ } first, { } second)
        ? first.IsRegular && (first.Device, first.Node) == (second.Device, second.Node)
        : string.Equals(Resolve(one), Resolve(other),
            OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

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
