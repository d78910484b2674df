namespace WsBridge.Cli.Installing;

/// <summary>Symbolic links, where a folder on the way may be missing.</summary>
internal static class Links
{
    /// <summary>What a link leads to, as it is written; null where there is no link.</summary>
    public static string? TargetOf(string path) => Directory.Exists(Path.GetDirectoryName(path)) ? new FileInfo(path).LinkTarget : null;

    /// <summary>Where a path leads in the end, which need not be there.</summary>
    public static string Resolved(string path) => TargetOf(path) is null ? Path.GetFullPath(path) : new FileInfo(path)
        .ResolveLinkTarget(returnFinalTarget: true)!.FullName;
}
