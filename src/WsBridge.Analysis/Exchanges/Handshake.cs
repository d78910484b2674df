using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A 4-way handshake, with every transmission of each message that the capture has (of a flood the first and the latest ones).</summary>
public sealed class Handshake
{
    private FourMessages<HandshakeFrame> _messages;

    /// <summary>All transmissions of message 1.</summary>
    public IReadOnlyList<HandshakeFrame> M1 => _messages.M1;

    /// <summary>All transmissions of message 2.</summary>
    public IReadOnlyList<HandshakeFrame> M2 => _messages.M2;

    /// <summary>All transmissions of message 3.</summary>
    public IReadOnlyList<HandshakeFrame> M3 => _messages.M3;

    /// <summary>All transmissions of message 4.</summary>
    public IReadOnlyList<HandshakeFrame> M4 => _messages.M4;

    /// <summary>The first message that was captured.</summary>
    public HandshakeFrame First { get; private set; } = null!;

    /// <summary>The latest message of any kind.</summary>
    public HandshakeFrame Last { get; private set; } = null!;

    /// <summary>Message 4 was captured and the AP did not repeat message 3 after it.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The AP repeated message 3 although message 4 had been sent.</summary>
    public bool M3AfterM4 { get; private set; }

    /// <summary>How far it came.</summary>
    public HandshakeStage Stage =>
        IsComplete ? HandshakeStage.Complete
        : M3.Count > 0 ? HandshakeStage.Message3Unanswered
        : M2.Count > 0 ? HandshakeStage.Message2Unanswered
        : HandshakeStage.Message1Unanswered;

    internal void Add(HandshakeFrame message)
    {
        Repetitions.Add(_messages.Of(message.Number), message);
        First ??= message;
        Last = message;
        switch (message.Number)
        {
            case 3 when !(IsComplete && message.Frame.Ref.TimeMicroseconds < M4[^1].Frame.Ref.TimeMicroseconds): // it was sent first and came late
                M3AfterM4 |= M4.Count > 0;
                IsComplete = false;
                break;
            case 4:
                IsComplete = true;
                break;
        }
    }

    /// <summary>Whether this handshake may go on with another message 1: a repetition has the same ANonce or follows an unanswered one.</summary>
    internal bool GoesOnWith(in EapolKey message1) =>
        !IsComplete && (M1.Count == 0 || M3.Count == 0 || M1[^1].Key.Nonce.SequenceEqual(message1.Nonce));
}
