namespace WsBridge.Extcap;

/// <summary>A capture cannot begin or go on; the message is a sentence for users that says what to do.</summary>
public sealed class SourceProblemException : Exception
{
    /// <summary>An exception without a sentence of its own.</summary>
    public SourceProblemException()
    {
    }

    /// <summary>An exception with its sentence.</summary>
    public SourceProblemException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its sentence and its cause.</summary>
    public SourceProblemException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
