using WsBridge.Capture;

namespace WsBridge.Pipeline;

/// <summary>Sees the packets of a capture on their way into the analysis.</summary>
/// <remarks>Where two threads share the work, all but <see cref="Analyzed"/> come on the one that reads.</remarks>
public interface ICaptureWatch
{
    /// <summary>The next packet, or the frame that was unwrapped from it, before it is analysed. It is valid until the next one.</summary>
    void See(in CaptureRecord record)
    {
    }

    /// <summary>The analysis took the latest packet in: a management or an EAPOL frame.</summary>
    void Took()
    {
    }

    /// <summary>The latest packet, as the capture has it, was analysed. Whoever asks for it gets one thread.</summary>
    void Analyzed(in CaptureRecord record)
    {
    }
}
