using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;
using WsBridge.Pipeline;
using WsBridge.Pipeline.Merging;

namespace WsBridge.Cli;

/// <summary>Analyses captures; a fault in the analysis is said on standard error.</summary>
internal static class CaptureAnalysis
{
    /// <summary>So many octets are worth a second thread; a smaller capture is done before another thread would have begun.</summary>
    public const long LargeCapture = 1 << 20;

    /// <summary>Analyses what can be read.</summary>
    /// <param name="stream">The capture.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="sink">Takes what the analysis says.</param>
    /// <param name="keys">The keys that are known; null for none.</param>
    /// <param name="notes">Takes what else is to be said of the capture; null when nobody asks.</param>
    /// <param name="decode">What UDP ports mean beside the customary ones.</param>
    /// <param name="oneThread">Other captures keep the other processors busy.</param>
    /// <returns>Null, or a sentence that says where and why reading stopped.</returns>
    /// <exception cref="CaptureFormatException">It is no capture.</exception>
    public static string? Run(
        Stream stream,
        string name,
        ICaptureSink sink,
        CaptureKeys? keys = null,
        CaptureNotes? notes = null,
        IReadOnlyList<DecodeAs>? decode = null,
        bool oneThread = false)
    {
        // Of a capture that is piped in, what was found is to be seen at once.
        bool readsAhead = !oneThread && (IsLarge(stream) || stream is TsharkCapture { IsOfFile: true });
        using CaptureReader reader = CaptureReader.Open(stream, name, readsAhead);
        return Run(reader, name, sink, keys, notes, notes, decode, readsAhead);
    }

    private static bool IsLarge(Stream stream) => stream.CanSeek && stream.Length >= LargeCapture;

    /// <summary>Analyses what can be read, and shows each packet to <paramref name="watch"/>.</summary>
    public static string? Run(CaptureReader reader, string name, ICaptureSink sink, CaptureKeys? keys, ICaptureWatch watch,
        IReadOnlyList<DecodeAs> decode) =>
        Run(reader, name, sink, keys, watch, notes: null, decode, readsAhead: false);

    /// <summary>Analyses what can be read of several files that are one timeline.</summary>
    /// <param name="nameOf">What messages call one of its frames.</param>
    public static void Run(MergedCapture merged, string name, ICaptureSink sink, CaptureKeys keys, CaptureNotes notes,
        IReadOnlyList<DecodeAs> decode, bool oneThread, Func<long, string> nameOf) =>
        Run(merged, name, sink, keys, notes, notes, decode, readsAhead: !oneThread, nameOf);

    private static string? Run(
        IRecordSource reader,
        string name,
        ICaptureSink sink,
        CaptureKeys? keys,
        ICaptureWatch? watch,
        CaptureNotes? notes,
        IReadOnlyList<DecodeAs>? decode,
        bool readsAhead,
        Func<long, string>? nameOf = null)
    {
        using var analyzer = new CaptureAnalyzer(sink, new CaptureAnalyzerOptions
        {
            Keys = keys?.Table,
            ReadsAhead = readsAhead,
            Watch = watch,
            Decode = decode ?? [],
            OnFault = fault => TrySay(fault, name, nameOf),
        });
        CaptureProblem? problem = analyzer.Analyze(reader);
        keys?.After(analyzer.Analysis);
        notes?.End(analyzer);
        return problem?.ToString();
    }

    /// <summary>
    /// A result that cannot be written or that nobody wants any more, or memory that is used up, is no fault of a frame, and the next one
    /// has it too.
    /// </summary>
    private static bool TrySay(AnalysisFault fault, string name, Func<long, string>? nameOf)
    {
        if (fault.Error is OutputFailedException or OutOfMemoryException or OperationCanceledException)
        {
            return false;
        }

        string what = fault.Frame is { } number ? $"frame {nameOf?.Invoke(number) ?? $"{number}"}" : "the end of the capture";
        string attach = fault.Frame is null ? "" : " with the frame";
        StandardError.Say($"{name}: {what} could not be analysed, which is a fault in WsBridge: "
            + $"{fault.Error.GetType().Name}. Please report it{attach}.");
        return true;
    }
}
