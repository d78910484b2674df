namespace WsBridge.Capture;

/// <summary>What the system says of a file that it cannot read or write, as the end of a sentence about that file.</summary>
public static class SystemMessage
{
    /// <summary>The message without full stop, and without the name that .NET adds: the sentence has it already.</summary>
    public static string Of(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        string message = error.Message;
        foreach (string addition in (string[])[" : '", " (Parameter '"])
        {
            int at = message.IndexOf(addition, StringComparison.Ordinal);
            message = at < 0 ? message : message[..at];
        }

        return message.TrimEnd('.');
    }
}
