namespace WsBridge.Fuzz.Seeds;

/// <summary>
/// A file that is written again for each run, for what is read by its name only. In memory where the system has a place for that.
/// </summary>
internal sealed class ScratchFile : IDisposable
{
    private const string InMemory = "/dev/shm";

    private readonly DirectoryInfo _folder = Directory.Exists(InMemory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(InMemory, $"wsbridge-fuzz-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("wsbridge-fuzz-");

    public ScratchFile(string name)
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Gives it this content.</summary>
    public void Write(ReadOnlySpan<byte> octets)
    {
        using var file = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(octets);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder.FullName))
        {
            _folder.Delete(recursive: true);
        }
    }
}
