namespace WsBridge.Capture;

/// <summary>The octets are no capture file at all; the message says so in a sentence for users.</summary>
public sealed class CaptureFormatException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public CaptureFormatException()
    {
    }

    /// <summary>An exception with its sentence.</summary>
    public CaptureFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its sentence and its cause.</summary>
    public CaptureFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
