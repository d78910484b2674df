using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;
using WsBridge.Pipeline;

namespace WsBridge.Cli;

/// <summary>Opens and reads captures; what goes wrong is said on standard error.</summary>
internal static class CaptureInput
{
    /// <summary>Analyses what can be read.</summary>
    /// <param name="name">The file; - is standard input.</param>
    /// <param name="sink">Takes what the analysis says.</param>
    /// <param name="analysed">It is a capture of 802.11 frames, at least in part.</param>
    /// <param name="keys">The keys that are known; null for none.</param>
    /// <param name="decode">What UDP ports mean beside the customary ones.</param>
    /// <returns>It was read to its end, and there was something in it that can be read.</returns>
    public static bool TryAnalyze(string name, ICaptureSink sink, out bool analysed, CaptureKeys? keys = null,
        IReadOnlyList<DecodeAs>? decode = null) =>
        TryAnalyze(name, () => OpenCapture(name), Say, sink, out analysed, keys, decode);

    /// <summary>Analyses what can be read of a capture that was opened before.</summary>
    public static bool TryAnalyze(string name, Stream stream, ICaptureSink sink, out bool analysed, CaptureKeys? keys = null,
        IReadOnlyList<DecodeAs>? decode = null) =>
        TryAnalyze(name, () => Readable(name, stream), Say, sink, out analysed, keys, decode);

    /// <summary>Analyses what can be read of a capture that is read again later.</summary>
    public static bool TryAnalyze(RepeatableInput input, ICaptureSink sink, out bool analysed, CaptureKeys? keys = null) =>
        TryAnalyze(input.Name, input.Open, input.Passed, sink, out analysed, keys, input.Decode);

    /// <summary>Opens a capture; - is standard input. One of a format that is not read here is read by tshark.</summary>
    /// <param name="name">The file.</param>
    /// <param name="isAgain">It was opened before: who reads it was said then.</param>
    /// <exception cref="CaptureFormatException">It is of a format that is not read here, and there is no tshark to read it.</exception>
    public static Stream OpenCapture(string name, bool isAgain = false) => Readable(name, Open(name), isAgain);

    /// <summary>Opens a file; - is standard input.</summary>
    public static Stream Open(string name) =>
        name == "-" ? Console.OpenStandardInput() : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite,
            bufferSize: 0);

    /// <summary>The stream, or what tshark makes of the file where it is of a format that is not read here.</summary>
    private static Stream Readable(string name, Stream stream, bool isAgain = false)
    {
        ReadOnlyMemory<byte> head = default;
        bool isPiped = !stream.CanSeek;
        if (isPiped ? CaptureReader.Knows(ref stream, name, out head) : CaptureReader.Knows(stream, name))
        {
            return stream;
        }

        if (WiresharkProgram.Find("tshark") is not { } tshark)
        {
            stream.Dispose();
            throw new CaptureFormatException($"{name} is neither pcap nor pcapng. tshark reads more formats, and is not installed (the "
                + $"package tshark of Debian, Wireshark elsewhere).");
        }

        if (isPiped && !TsharkCapture.Knows(name, tshark, head))
        {
            stream.Dispose();
            return new HeadedStream(head, Stream.Null); // reading it says what is wrong
        }

        if (isPiped)
        {
            SayWhoReads(name, isAgain); // before it is opened: tshark may say nothing until the writer ends
        }

        if (TsharkCapture.Open(name, tshark, isPiped ? stream : null) is not { } read)
        {
            return isPiped ? new HeadedStream(head, Stream.Null) : stream; // the same
        }

        if (!isPiped)
        {
            stream.Dispose();
            SayWhoReads(name, isAgain);
        }

        return read;
    }

    private static void SayWhoReads(string name, bool isAgain)
    {
        if (!isAgain)
        {
            StandardError.Say($"{name} is neither pcap nor pcapng; tshark reads it.");
        }
    }

    /// <summary>Analyses what can be read of a capture, or of several files that are one timeline.</summary>
    /// <param name="timeline">What is read.</param>
    /// <param name="sink">Takes what the analysis says.</param>
    /// <param name="keys">The keys that are known.</param>
    /// <param name="tally">Counts packets and octets as they come; null when nobody asks.</param>
    /// <param name="decode">What UDP ports mean beside the customary ones.</param>
    /// <param name="oneThread">Others read other captures beside it.</param>
    /// <param name="analysed">There are 802.11 frames in it.</param>
    public static bool TryAnalyze(Timeline timeline, ICaptureSink sink, CaptureKeys keys, PacketTally? tally,
        IReadOnlyList<DecodeAs> decode, bool oneThread, out bool analysed) =>
        timeline.IsMerged
            ? new MergedInput(timeline).TryAnalyze(sink, keys, tally, decode, oneThread, out analysed)
            : TryAnalyze(timeline.Key, () => OpenCapture(timeline.Key), Say, sink, out analysed, keys, decode, tally, oneThread);

    private static bool TryAnalyze(
        string name,
        Func<Stream> open,
        Action<string?> passed,
        ICaptureSink sink,
        out bool analysed,
        CaptureKeys? keys,
        IReadOnlyList<DecodeAs>? decode,
        PacketTally? tally = null,
        bool oneThread = false)
    {
        bool any = false;
        var notes = new CaptureNotes(tally, keys?.Asked);
        bool whole = TryRead(name, open, stream =>
        {
            string? problem = CaptureAnalysis.Run(stream, name, sink, keys, notes, decode, oneThread);
            any = true;
            return problem;
        }, passed);
        foreach (string note in notes.Sentences(name))
        {
            StandardError.Say(note);
        }

        analysed = any && !notes.NothingReadable;
        return whole && !notes.NothingReadable;
    }

    /// <summary>Opens a capture and reads it.</summary>
    /// <param name="input">The capture.</param>
    /// <param name="read">Reads; returns null or a sentence that says where and why reading stopped.</param>
    /// <returns>It was read to its end.</returns>
    public static bool TryRead(RepeatableInput input, Func<Stream, string?> read) => TryRead(input.Name, input.Open, read, input.Passed);

    /// <summary>The same of a capture that is read once.</summary>
    public static bool TryRead(string name, Func<Stream, string?> read) => TryRead(name, () => OpenCapture(name), read, Say);

    private static void Say(string? problem)
    {
        if (problem is not null)
        {
            StandardError.Say(problem);
        }
    }

    private static bool TryRead(string name, Func<Stream> open, Func<Stream, string?> read, Action<string?> passed)
    {
        Stream stream;
        try
        {
            stream = open();
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not OutputFailedException)
        {
            StandardError.Say($"cannot open {name}: {SystemMessage.Of(error)}.");
            return false;
        }
        catch (CaptureFormatException error)
        {
            passed(error.Message);
            return false;
        }

        using (stream)
        {
            try
            {
                string? problem = read(stream);
                passed(problem);
                return problem is null;
            }
            catch (CaptureFormatException error)
            {
                passed(error.Message);
            }
        }

        return false;
    }
}
