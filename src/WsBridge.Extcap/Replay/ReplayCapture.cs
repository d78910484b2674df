using WsBridge.Capture;
using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Replay;

/// <summary>Copies a capture file into the pipe, each packet when it is due.</summary>
/// <param name="path">The file.</param>
/// <param name="speed">The factor of the pace; 0 is as fast as possible.</param>
/// <param name="loop">Start over at the end.</param>
internal sealed class ReplayCapture(string path, double speed, bool loop) : ICapture
{
    /// <summary>Between the last packet of a round and the first of the next.</summary>
    private const long GapNanoseconds = 1_000_000_000;

    // Longer waits are made of several: the timers of .NET hold 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Looks whether it is a capture.</summary>
    /// <exception cref="SourceProblemException">It is not there, or not one.</exception>
    public void Check() => Open().Dispose();

    /// <inheritdoc/>
    public void Run(CaptureSession session)
    {
        using CaptureFilter? filter = session.Filter is { } text ? new CaptureFilter(text) : null;
        var pace = new ReplayPace(speed, TimeProvider.System);
        long shift = 0;
        long? first = null;
        long latest = 0;
        do
        {
            using CaptureReader reader = Open();
            using var copy = new PcapngCopy(reader, session.Output, ExtcapProgram.Name,
                new PcapngCopyOptions { Secrets = true, LeaveOpen = true })
            {
                TimeShiftNanoseconds = shift,
            };
            while (!session.Stop.IsCancellationRequested && copy.TryRead(out CaptureRecord record))
            {
                if (record.HasTime)
                {
                    first ??= record.TimeNanoseconds;
                    latest = Math.Max(latest, record.TimeNanoseconds + shift);
                    Wait(pace.Until(record.TimeNanoseconds + shift), copy, session.Stop);
                }

                if (filter?.Passes(record.LinkType, record.Octets, record.OriginalLength, record.TimeNanoseconds) ?? true)
                {
                    copy.Keep(record,
                        session.Remarks.Next(Path.GetFileName(path),
                        new OutgoingPacket(record.LinkType, record.TimeNanoseconds + shift, record.Octets, record.OriginalLength)));
                }
            }

            if (reader.Problem is { } problem && !session.Stop.IsCancellationRequested)
            {
                copy.Flush();
                throw new SourceProblemException($"{problem} It was replayed up to there.");
            }

            shift = latest + GapNanoseconds - (first ?? 0);
        }
        while (loop && first is not null && !session.Stop.IsCancellationRequested);
    }

    private static void Wait(TimeSpan wait, PcapngCopy copy, CancellationToken stop)
    {
        if (wait > TimeSpan.Zero)
        {
            copy.Flush(); // whoever waits shows all that was due
        }

        while (wait > TimeSpan.Zero && !stop.WaitHandle.WaitOne(wait < LongestWait ? wait : LongestWait))
        {
            wait -= LongestWait;
        }
    }

    private CaptureReader Open()
    {
        try
        {
            return CaptureReader.Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SourceProblemException($"The capture file {path} cannot be opened: {error.Message}", error);
        }
        catch (CaptureFormatException error)
        {
            throw new SourceProblemException(error.Message, error);
        }
    }
}
