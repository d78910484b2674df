using System.Text;

namespace WsBridge.Cli.Output;

/// <summary>
/// What one thread says on standard error while it works on a capture, held until it is that capture's turn: messages come in the order of
/// the captures then, however many are read at a time.
/// </summary>
internal sealed class HeldMessages : IDisposable
{
    [ThreadStatic]
    private static HeldMessages? s_ofThisThread;

    private readonly StringBuilder _text = new();

    /// <summary>From here on this thread's messages are held.</summary>
    public HeldMessages() => s_ofThisThread = this;

    /// <summary>What was said.</summary>
    public string Text => _text.ToString();

    /// <summary>Takes a message where this thread's are held.</summary>
    public static bool TryHold(string message)
    {
        s_ofThisThread?._text.Append(message);
        return s_ofThisThread is not null;
    }

    /// <summary>Messages go where they went before.</summary>
    public void Dispose() => s_ofThisThread = null;
}
