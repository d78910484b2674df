namespace WsBridge.Keys;

/// <summary>Opens what the user named.</summary>
internal static class SourceFile
{
    /// <summary>Opens a file from its start; it may be a pipe.</summary>
    /// <exception cref="IOException">It cannot be opened; an empty name, as of a shell variable that is not set, is one of the
    /// reasons.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static FileStream Open(string path) => path.Length > 0
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0)
        : throw new IOException("The name is empty.");
}
