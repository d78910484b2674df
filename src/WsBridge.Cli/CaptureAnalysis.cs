using WsBridge.Analysis;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Sdk;

namespace WsBridge.Cli;

/// <summary>Takes a packet; it is valid until the next one is read.</summary>
internal delegate void RecordHandler(in CaptureRecord record);

/// <summary>Reads a capture and hands its frames to the analysis, chosen as the Lua stub would choose them.</summary>
internal static class CaptureAnalysis
{
    /// <summary>
    /// What is forgotten has lived long, and the runtime lets such garbage pile up to a multiple of what is in use: it is collected
    /// whenever so many clients were forgotten, which only captures with very many of them see.
    /// </summary>
    private const long ForgottenPerCollection = 4096;

    /// <summary>Analyses what can be read.</summary>
    /// <param name="stream">The capture.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="sink">Takes what the analysis says.</param>
    /// <param name="keys">The keys that are known; null for none.</param>
    /// <param name="notes">Takes what else is to be said of the capture; null when nobody asks.</param>
    /// <returns>Null, or a sentence that says where and why reading stopped.</returns>
    /// <exception cref="CaptureFormatException">It is no capture.</exception>
    public static string? Run(Stream stream, string name, ICaptureSink sink, CaptureKeys? keys = null, CaptureNotes? notes = null)
    {
        using CaptureReader reader = CaptureReader.Open(stream, name);
        // Of a capture that is piped in, what was found is to be seen at once. Data frames are looked at while they are in the reader.
        return Run(reader, name, sink, keys, null, notes, readsAhead: stream.CanSeek && !sink.WantsDataFrames);
    }

    /// <summary>Analyses what can be read, and hands each packet on when it was analysed.</summary>
    public static string? Run(CaptureReader reader, string name, ICaptureSink sink, CaptureKeys? keys, RecordHandler analysed) =>
        Run(reader, name, sink, keys, analysed, notes: null, readsAhead: false);

    private static string? Run(CaptureReader reader, string name, ICaptureSink sink, CaptureKeys? keys, RecordHandler? analysed, CaptureNotes? notes, bool readsAhead)
    {
        using var analysis = new WifiAnalysis(RuleCatalog.All, sink, keys?.Table);
        long collectAt = ForgottenPerCollection;
        long lastTime = 0;
        if (readsAhead)
        {
            using var ahead = new ReadAhead(TakeIn);
            foreach (ArraySegment<TakenFrame> batch in ahead.Batches)
            {
                foreach (ref readonly TakenFrame frame in batch.AsSpan())
                {
                    Look(frame);
                }
            }
        }
        else
        {
            TakeIn(frame => Look(frame), CancellationToken.None);
        }

        End();
        keys?.After(analysis);
        notes?.End(analysis);
        return reader.Problem?.ToString();

        void TakeIn(Action<TakenFrame> take, CancellationToken stop)
        {
            var selector = new FrameSelector(WifiInterest.Frames);
            bool isAfterData = false;
            while (!stop.IsCancellationRequested && reader.TryRead(out CaptureRecord record))
            {
                notes?.See(record);
                Frame frame = CaptureInput.FrameOf(record);
                lastTime = Math.Max(lastTime, frame.TimeMicroseconds);
                if (isAfterData)
                {
                    isAfterData = false;
                    LookAfterData(frame);
                }

                if (selector.Wants(frame))
                {
                    if (TryTake(frame, out HeardFrame heard))
                    {
                        notes?.Took();
                        take(new TakenFrame(record.Number, heard));
                    }
                }

                if (sink.WantsDataFrames && selector.EncryptedDataAt >= 0)
                {
                    isAfterData = LookAtData(frame, selector.EncryptedDataAt);
                }

                analysed?.Invoke(record);
            }
        }

#pragma warning disable CA1031 // whatever the fault in ours is, it costs this frame and not the rest of the capture
        bool TryTake(in Frame frame, out HeardFrame heard)
        {
            try
            {
                return analysis.Intake.TryTake(frame, out heard);
            }
            catch (Exception error) when (IsOfThisFrame(error))
            {
                Complain(frame.Id, error);
                heard = default;
                return false;
            }
        }

        void Look(in TakenFrame frame)
        {
            try
            {
                analysis.OnHeard(frame.Heard);
            }
            catch (Exception error) when (IsOfThisFrame(error))
            {
                Complain(frame.Number, error);
            }

            if (analysis.ClientsForgotten >= collectAt)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
                collectAt += ForgottenPerCollection;
            }
        }

        bool LookAtData(in Frame frame, int macOffset)
        {
            try
            {
                return analysis.OnDataFrame(frame, macOffset);
            }
            catch (Exception error) when (IsOfThisFrame(error))
            {
                Complain(frame.Id, error);
                return false;
            }
        }

        void LookAfterData(in Frame frame)
        {
            try
            {
                analysis.OnFrameAfterData(frame);
            }
            catch (Exception error) when (IsOfThisFrame(error))
            {
                Complain(frame.Id, error);
            }
        }

        void End()
        {
            try
            {
                sink.OnEnd();
                analysis.End(lastTime);
            }
            catch (Exception error) when (IsOfThisFrame(error))
            {
                Console.Error.WriteLine($"wsbridge: {name}: the end of the capture could not be analysed, which is a fault in WsBridge: "
                    + $"{error.GetType().Name}. Please report it.");
            }
        }
#pragma warning restore CA1031

        // A result that cannot be written, or memory that is used up, is no fault of a frame, and the next one has it too.
        static bool IsOfThisFrame(Exception error) => error is not (OutputFailedException or OutOfMemoryException);

        void Complain(long number, Exception error) =>
            Console.Error.WriteLine($"wsbridge: {name}: frame {number} could not be analysed, which is a fault in WsBridge: {error.GetType().Name}. Please report it with the frame.");
    }
}
