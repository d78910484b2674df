using WsBridge.Capture;
using WsBridge.Extcap.Annotating;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Control;
using WsBridge.Keys;

namespace WsBridge.Extcap.Capturing;

/// <summary>Runs one capture into Wireshark's pipe, and ends it quietly whatever ends it.</summary>
internal static class CaptureStep
{
    /// <summary>Captures to the end.</summary>
    /// <exception cref="SourceProblemException">It cannot begin or go on.</exception>
    public static void Run(ExtcapRequest.Capture request)
    {
        using var stop = new StopSignals();

        // First of all: Wireshark's window stands still until its end of this pipe has a reader.
        var toolbar = new Toolbar(TimeProvider.System);
        using ControlInput input = ControlInput.Open(request.ControlIn, toolbar, stop.Request);
        using ControlOutput output = ControlOutput.Open(request.ControlOut, toolbar);

        using FifoStream fifo = FifoStream.Open(request.Fifo, stop.Request);
        try
        {
            ICapture capture = request.Source.Prepare(request.Values);
            if (request.Filter is { } filter && CaptureFilter.Check(filter) is { } wrong)
            {
                throw new SourceProblemException(wrong);
            }

            string? warning = request.Filter is { } given ? FilterCoverage.Warning(given) : null;
            if (warning is not null)
            {
                toolbar.Log(warning);
            }

            using FrameAnnotator? annotator = request.Values.Flag(CommonOptions.Annotate)
                ? new FrameAnnotator(KeySources.FromEnvironment(Environment.GetEnvironmentVariable), toolbar.Log)
                : null;
            capture.Run(new CaptureSession
            {
                Output = fifo,
                Stop = stop.Token,
                Filter = request.Filter,
                Toolbar = toolbar,
                Annotator = annotator,
                Warning = warning,
            });
        }
        catch (SourceProblemException) when (!fifo.HasOctets)
        {
            WriteEmpty(fifo);
            throw;
        }
        catch (ReaderGoneException)
        {
            // Wireshark has closed its end: the ordinary way to stop.
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Stopped in the middle of waiting.
        }
    }

    /// <summary>
    /// A capture without packets. tshark waits for ever for a pipe that nobody opens, and complains of one that ends without a word, beside
    /// the sentence that says what is wrong.
    /// </summary>
    private static void WriteEmpty(FifoStream fifo)
    {
        try
        {
            using var writer = new PcapngWriter(fifo, ExtcapProgram.Name, leaveOpen: true);
            writer.AddInterface(LinkTypes.Radiotap);
        }
        catch (ReaderGoneException)
        {
            // Then nobody waits.
        }
    }
}
