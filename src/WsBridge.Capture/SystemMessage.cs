using System.ComponentModel;

namespace WsBridge.Capture;

/// <summary>What the system says of a file that it cannot read, write or run, as the end of a sentence about that file.</summary>
public static class SystemMessage
{
    /// <summary>The message without full stop, and without the name that .NET adds: the sentence has it already.</summary>
    public static string Of(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);

        // A program that cannot be started: the innermost has the number that the system gave, the others only lead to it.
        while (error is Win32Exception && error.InnerException is Win32Exception cause)
        {
            error = cause;
        }

        string message = error switch
        {
            Win32Exception { NativeErrorCode: > 0 and int number } => new Win32Exception(number).Message,
            FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder",
            UnauthorizedAccessException => "access is denied",
            _ => error.Message,
        };
        foreach (string addition in (string[])[" : '", " (Parameter '"])
        {
            int at = message.IndexOf(addition, StringComparison.Ordinal);
            message = at < 0 ? message : message[..at];
        }

        return message.TrimEnd('.');
    }
}
