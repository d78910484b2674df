using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.IO.Pipes;
using WsBridge.Host.Pipes;

namespace WsBridge.Host.Plugins;

/// <summary>
/// A process that runs one plugin: two pipes of their own, so that what the plugin writes to standard output disturbs nobody; a piece of
/// shared memory that tells which frame it looks at and holds what it said last, also when it died; its standard input, whose end tells it
/// that the host is gone.
/// </summary>
/// <remarks>A process of .NET and not CliWrap, which does not give the end of standard input into our hands.</remarks>
internal sealed class WorkerProcess : IWorkerProcess, IDisposable
{
    private readonly AnonymousPipeServerStream _requests = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _replies = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly string _memoryPath = Path.Combine(Path.GetTempPath(), "wsbridge-" + Path.GetRandomFileName());
    private readonly MemoryMappedFile _memoryFile;
    private readonly MemoryMappedViewAccessor _memory;
    private readonly Process _process;
    private readonly Termination _ending;

    /// <summary>Starts it.</summary>
    /// <param name="assembly">The plugin.</param>
    /// <param name="firstField">Number of its first field.</param>
    /// <param name="firstExpert">Number of its first expert info.</param>
    /// <param name="owner">Number of the plugin.</param>
    /// <param name="limits">What it may take.</param>
    /// <exception cref="IOException">It cannot be started; the message says why.</exception>
    public WorkerProcess(string assembly, int firstField, int firstExpert, int owner, WorkerLimits limits)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _ending = new Termination(Seal, onInterrupt: false);
        var file = new FileStream(_memoryPath, options);
        file.SetLength(WorkerProtocol.MemorySize);
        _memoryFile = MemoryMappedFile.CreateFromFile(file, null, WorkerProtocol.MemorySize, MemoryMappedFileAccess.ReadWrite,
            HandleInheritability.None, leaveOpen: false);
        _memory = _memoryFile.CreateViewAccessor();
        try
        {
            ProcessStartInfo start = WorkerProgram.Start(
                limits,
                assembly,
                _requests.GetClientHandleAsString(),
                _replies.GetClientHandleAsString(),
                _memoryPath,
                Number(firstField),
                Number(firstExpert),
                Number(owner),
                Number(limits.Lines));
            _process = Process.Start(start) ?? throw new IOException("its process did not start");
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            Release();
            throw new IOException(error.Message, error);
        }

        if (!OperatingSystem.IsWindows())
        {
            Posix.Enlarge(_requests.SafePipeHandle);
        }

        _requests.DisposeLocalCopyOfClientHandle();
        _replies.DisposeLocalCopyOfClientHandle();
        _ = Drain(_process.StandardOutput.BaseStream);
        _ = Drain(_process.StandardError.BaseStream);
    }

    /// <inheritdoc/>
    public Stream Requests => _requests;

    /// <inheritdoc/>
    public Stream Replies => _replies;

    /// <inheritdoc/>
    public long Progress => _memory.ReadInt64(WorkerProtocol.ProgressCount);

    /// <inheritdoc/>
    public uint Frame => _memory.ReadUInt32(WorkerProtocol.ProgressFrame);

    /// <inheritdoc/>
    public byte[] OutputAfter(int messages)
    {
        int length = _memory.ReadInt32(WorkerProtocol.OutputLength);
        if (length is < 0 or > WorkerProtocol.LargestOutput || _memory.ReadInt32(WorkerProtocol.OutputBefore) != messages)
        {
            return []; // it ended between the end of its message and the note of that
        }

        byte[] said = new byte[length];
        _memory.ReadArray(WorkerProtocol.Output, said, 0, length);
        return said;
    }

    /// <inheritdoc/>
    public long Memory
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.HasExited ? 0 : _process.WorkingSet64;
            }
            catch (Exception error) when (error is InvalidOperationException or Win32Exception or IOException)
            {
                return 0;
            }
        }
    }

    /// <inheritdoc/>
    public string? Ending()
    {
        try
        {
            return _process.WaitForExit(500) ? EndingOf(_process.ExitCode) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The worker has opened what it needs: nothing is left behind if the host is killed from here on.</summary>
    public void Seal()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(_memoryPath);
        }
    }

    /// <inheritdoc/>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It is gone already.
        }
    }

    /// <summary>Tells it that no more comes and gives it some time to end.</summary>
    public void End(TimeSpan patience)
    {
        try
        {
            _requests.Dispose();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        if (!_process.WaitForExit(patience))
        {
            Kill();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Release();
    }

    private void Release()
    {
        _requests.Dispose();
        _replies.Dispose();
        _memory.Dispose();
        _memoryFile.Dispose();
        Seal();
        _ending.Dispose();
    }

    private static string EndingOf(int status) => status switch
    {
        134 => "its process was aborted, as after a stack overflow",
        137 => "its process was killed, as when memory runs out",
        139 => "its process crashed",
        _ => $"its process ended with status {status}",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task Drain(Stream stream)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone.
        }
    }
}
