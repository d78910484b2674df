namespace WsBridge.Host.Pipes;

/// <summary>Two unidirectional named pipes that only this user can open.</summary>
public interface ISessionPipes : IDisposable
{
    /// <summary>What the client opens for writing.</summary>
    string RequestPath { get; }

    /// <summary>What the client opens for reading.</summary>
    string ReplyPath { get; }

    /// <summary>The host's end of the request pipe. Here or with the first octet it waits until the client has come.</summary>
    Stream OpenRequest();

    /// <summary>The host's end of the reply pipe.</summary>
    Stream OpenReply();

    /// <summary>The client has the answer that it waited for, and may ask again at once. Any thread may say so.</summary>
    void Answered();

    /// <summary>Both ends are open: nobody else may come, and nothing is left behind if the host is killed from here on.</summary>
    void Seal();
}
