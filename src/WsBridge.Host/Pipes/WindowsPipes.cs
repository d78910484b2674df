using System.IO.Pipes;

namespace WsBridge.Host.Pipes;

/// <summary>Windows named pipes under a name that cannot be guessed, one client each, for this user alone.</summary>
/// <remarks>Written from the documentation and compiled; not run: see docs/tested-on.md.</remarks>
public sealed class WindowsPipes : ISessionPipes
{
    private readonly NamedPipeServerStream _request;
    private readonly NamedPipeServerStream _reply;

    /// <summary>Makes both pipes. A name that exists already is an error, not joined.</summary>
    public WindowsPipes()
    {
        string name = $"wsbridge-{Guid.NewGuid():N}";
        _request = Make($"{name}-request", PipeDirection.In);
        _reply = Make($"{name}-reply", PipeDirection.Out);
        RequestPath = $@"\\.\pipe\{name}-request";
        ReplyPath = $@"\\.\pipe\{name}-reply";
    }

    /// <inheritdoc/>
    public string RequestPath { get; }

    /// <inheritdoc/>
    public string ReplyPath { get; }

    /// <inheritdoc/>
    public Stream OpenRequest()
    {
        _request.WaitForConnection();
        return _request;
    }

    /// <inheritdoc/>
    public Stream OpenReply()
    {
        _reply.WaitForConnection();
        return _reply;
    }

    /// <inheritdoc/>
    public void Answered()
    {
        // Nothing was measured here that it would make faster.
    }

    /// <inheritdoc/>
    public void Seal()
    {
        // One instance each: with both ends connected nobody else can join.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _request.Dispose();
        _reply.Dispose();
    }

    private static NamedPipeServerStream Make(string name, PipeDirection direction) =>
        new(name, direction, 1, PipeTransmissionMode.Byte, PipeOptions.CurrentUserOnly | PipeOptions.FirstPipeInstance);
}
