namespace WsBridge.Extcap.Capturing;

/// <summary>Nobody reads the pipe any more.</summary>
public sealed class ReaderGoneException : IOException
{
    /// <summary>An exception without a cause.</summary>
    public ReaderGoneException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public ReaderGoneException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    public ReaderGoneException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
