using System.IO.MemoryMappedFiles;
using WsBridge.Host.Plugins;

namespace WsBridge.Worker;

/// <summary>
/// Tells the host, through shared memory, which frame the plugin looks at and what it said last: both are known also when this process dies
/// of it.
/// </summary>
internal sealed class WorkerMemory : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private long _count;
    private int _sent;
    private int _length;

    public WorkerMemory(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(stream, null, WorkerProtocol.MemorySize, MemoryMappedFileAccess.ReadWrite,
            HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor();
    }

    public void Begin(uint frame)
    {
        _view.Write(WorkerProtocol.ProgressFrame, frame);
        _view.Write(WorkerProtocol.ProgressCount, ++_count);
    }

    public void End() => _view.Write(WorkerProtocol.ProgressCount, ++_count);

    /// <summary>Holds what one frame brought until a message has taken it along.</summary>
    public void Hold(byte[] octets, int at, int count)
    {
        _view.WriteArray(WorkerProtocol.Output + _length, octets, at, count);
        _length += count;
        _view.Write(WorkerProtocol.OutputLength, _length);
    }

    /// <summary>A message has gone, with all that was held.</summary>
    public void Sent()
    {
        _length = 0;
        _view.Write(WorkerProtocol.OutputLength, 0);
        _view.Write(WorkerProtocol.OutputBefore, ++_sent);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
