using System.IO.MemoryMappedFiles;
using WsBridge.Host.Plugins;

namespace WsBridge.Worker;

/// <summary>Tells the host, through shared memory, which frame the plugin looks at: it is known also when this process dies of it.</summary>
internal sealed class WorkerProgress : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private long _count;

    public WorkerProgress(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(stream, null, WorkerProtocol.ProgressSize, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor();
    }

    public void Begin(uint frame)
    {
        _view.Write(WorkerProtocol.ProgressFrame, frame);
        _view.Write(WorkerProtocol.ProgressCount, ++_count);
    }

    public void End() => _view.Write(WorkerProtocol.ProgressCount, ++_count);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
