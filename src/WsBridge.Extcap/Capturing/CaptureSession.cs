using WsBridge.Extcap.Annotating;
using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Capturing;

/// <summary>What a capture is given while it runs.</summary>
public sealed class CaptureSession
{
    /// <summary>Takes pcapng; what is flushed is with Wireshark.</summary>
    public required Stream Output { get; init; }

    /// <summary>Told when the capture is to end: a signal, a message, or nobody reads any more.</summary>
    public required CancellationToken Stop { get; init; }

    /// <summary>The capture filter; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>What is shown in Wireshark's toolbar and heard from it.</summary>
    public Toolbar Toolbar { get; init; } = new(TimeProvider.System);

    /// <summary>What goes with the frames.</summary>
    internal FrameRemarks Remarks => field ??= new FrameRemarks(Toolbar, Annotator, Warning);

    /// <summary>What whoever opens the capture should know of it; null for nothing.</summary>
    internal string? Warning { get; init; }

    /// <summary>Says as comments what becomes clear on frames; null when nobody asks for it.</summary>
    internal FrameAnnotator? Annotator { get; init; }
}
