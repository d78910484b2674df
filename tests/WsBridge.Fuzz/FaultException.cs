namespace WsBridge.Fuzz;

/// <summary>Nothing was thrown, but what was read cannot be right.</summary>
public sealed class FaultException : Exception
{
    /// <summary>Without a word.</summary>
    public FaultException()
    {
    }

    /// <summary>With what is wrong.</summary>
    public FaultException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong, and why.</summary>
    public FaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Throws unless it holds.</summary>
    public static void Unless(bool holds, string what)
    {
        if (!holds)
        {
            throw new FaultException(what);
        }
    }
}
