using WsBridge.Host;

namespace WsBridge.Cli.Tools;

/// <summary>A folder for files that nobody needs afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsbridge-");
    private readonly Termination _ending;

    public ScratchFolder() => _ending = new Termination(Remove);

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Dispose();
        Remove();
    }

    private void Remove() => _folder.Delete(recursive: true);
}
