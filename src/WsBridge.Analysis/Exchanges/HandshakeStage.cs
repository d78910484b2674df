namespace WsBridge.Analysis.Exchanges;

/// <summary>How far a 4-way handshake came.</summary>
public enum HandshakeStage
{
    /// <summary>No message 2 was captured.</summary>
    Message1Unanswered,

    /// <summary>Message 2 was captured and no message 3.</summary>
    Message2Unanswered,

    /// <summary>Message 3 was captured and no message 4 that the AP took.</summary>
    Message3Unanswered,

    /// <summary>Message 4 was captured and the AP was content.</summary>
    Complete,
}
