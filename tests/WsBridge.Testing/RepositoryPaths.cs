namespace WsBridge.Testing;

/// <summary>Where things of the repository are, seen from a running test.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder of WsBridge.sln.</summary>
    public static string Root { get; } =
        FindUpwards(AppContext.BaseDirectory, folder => File.Exists(Path.Combine(folder, "WsBridge.sln")))
        ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has WsBridge.sln.");

    /// <summary>The recordings that belong to the repository.</summary>
    public static string Captures { get; } = Path.Combine(Root, "captures");

    /// <summary>
    /// A folder shared/captures beside or above the repository, with recordings that do not belong to it; null when there is none.
    /// </summary>
    public static string? SharedCaptures { get; } =
        FindUpwards(Root, folder => Directory.Exists(Shared(folder))) is { } found ? Shared(found) : null;

    private static string Shared(string folder) => Path.Combine(folder, "shared", "captures");

    private static string? FindUpwards(string start, Predicate<string> isIt)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (isIt(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
