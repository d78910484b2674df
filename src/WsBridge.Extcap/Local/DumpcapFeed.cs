using System.ComponentModel;
using System.Text;
using CliWrap;
using WsBridge.Capture;
using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Local;

/// <summary>
/// Captures through dumpcap, which comes with Wireshark and has the rights to where this process has none. It has the kernel collect frames
/// for up to 250 ms, which no option of it changes (Wireshark 4.0).
/// </summary>
/// <param name="adapter">The interface.</param>
/// <param name="watch">Takes the number of a process that must not outlive this one; null for none.</param>
internal sealed class DumpcapFeed(string adapter, Action<int?> watch) : IFrameFeed
{
    private const int AccessDenied = 13; // EACCES

    /// <inheritdoc/>
    public void Run(Action<int> begun, FrameHandler take, CancellationToken stop) => RunAsync(begun, take, stop).GetAwaiter().GetResult();

    private async Task RunAsync(Action<int> begun, FrameHandler take, CancellationToken stop)
    {
        var errors = new StringBuilder();
        Exception? trouble = null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        CommandTask<CommandResult> running;
        try
        {
            running = CliWrap.Cli.Wrap("dumpcap")
                .WithArguments(["-q", "-P", "-i", adapter, "-w", "-"])
                .WithStandardOutputPipe(
                    PipeTarget.Create((stream, _) => Task.Run(() => trouble = Read(stream, begun, take, ending), CancellationToken.None)))
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(CancellationToken.None);
        }
        catch (Win32Exception error)
        {
            throw new SourceProblemException(error.NativeErrorCode == AccessDenied
                ? LocalProblem.NotAllowed(adapter)
                : LocalProblem.NoDumpcap, error);
        }

        await using CancellationTokenRegistration killing = ending.Token.Register(() => ChildProcess.Kill(running.ProcessId));
        watch(running.ProcessId);
        await running;
        watch(null);
        if (trouble is not null)
        {
            throw trouble;
        }

        if (!stop.IsCancellationRequested)
        {
            throw new SourceProblemException(LocalProblem.OfDumpcap(adapter, errors.ToString()));
        }
    }

    /// <summary>Reads to the end; what dumpcap did not cause ends it and is returned.</summary>
    private Exception? Read(Stream stream, Action<int> begun, FrameHandler take, CancellationTokenSource ending)
    {
        try
        {
            using CaptureReader reader = CaptureReader.Open(stream, adapter);
            if (reader.Interfaces is [var only, ..])
            {
                begun(only.LinkType);
            }

            while (reader.TryRead(out CaptureRecord record))
            {
                take(record.TimeNanoseconds, record.Octets, record.OriginalLength);
            }
        }
        catch (CaptureFormatException)
        {
            // Nothing came: what dumpcap says is the reason.
        }
        catch (Exception error) when (error is ReaderGoneException or SourceProblemException)
        {
            ending.Cancel();
            return error;
        }

        return null;
    }
}
