using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// A 4-way handshake, with every transmission of each message that the capture has (of a flood the first and the latest ones).
/// </summary>
public sealed class Handshake
{
    private FourMessages<HandshakeFrame> _messages;
    private bool _apEncrypts;
    private bool _staEncrypts;
    private short _latestEncrypted;

    /// <summary>All transmissions of message 1.</summary>
    public Transmissions<HandshakeFrame> M1 => _messages.M1;

    /// <summary>All transmissions of message 2.</summary>
    public Transmissions<HandshakeFrame> M2 => _messages.M2;

    /// <summary>All transmissions of message 3.</summary>
    public Transmissions<HandshakeFrame> M3 => _messages.M3;

    /// <summary>All transmissions of message 4.</summary>
    public Transmissions<HandshakeFrame> M4 => _messages.M4;

    /// <summary>
    /// All transmissions of message 4 that were encrypted with the keys of this very handshake: the STA has installed them, and sends
    /// again what the AP has not accepted. An AP that has not installed them cannot decrypt it. Known only where a key decrypts them.
    /// </summary>
    public Transmissions<HandshakeFrame> EncryptedM4 { get; private set; } = Transmissions<HandshakeFrame>.None;

    /// <summary>The first message that was captured.</summary>
    public HandshakeFrame First { get; private set; } = null!;

    /// <summary>The latest message of any kind.</summary>
    public HandshakeFrame Last { get; private set; } = null!;

    /// <summary>
    /// Message 4 was captured, which proves message 3 even where the capture missed it, or encrypted unicast frames in both directions
    /// have shown that the keys are installed. A message 3 that crosses message 4 undoes nothing.
    /// </summary>
    public bool IsComplete { get; private set; }

    /// <summary>
    /// A rekey of which a key has decrypted a message at least. It is encrypted with keys that both sides have, its answers may be in the
    /// clear, with the old keys or with the new ones, and data goes on meanwhile: how it ends is not judged.
    /// </summary>
    internal bool WasEncrypted { get; private set; }

    /// <summary>How often the AP has sent message 3 since the latest message 4, which it perhaps did not accept.</summary>
    public int M3AfterM4 { get; private set; }

    /// <summary>
    /// How many encrypted unicast frames the STA has sent since the latest message 3: the first may be message 4, encrypted; who sends more
    /// has its keys.
    /// </summary>
    internal int EncryptedSinceM3 { get; private set; }

    /// <summary>Both sides have sent encrypted unicast frames after message 3.</summary>
    internal bool AreKeysProven => _apEncrypts && _staEncrypts;

    /// <summary>
    /// How far it came, as far as the AP has shown: a message 4 after which message 3 was sent again may not have been taken.
    /// </summary>
    public HandshakeStage Stage =>
        IsComplete && M3AfterM4 == 0 ? HandshakeStage.Complete
        : M3.Count > 0 ? HandshakeStage.Message3Unanswered
        : M2.Count > 0 ? HandshakeStage.Message2Unanswered
        : HandshakeStage.Message1Unanswered;

    internal void Add(HandshakeFrame message)
    {
        _messages.Add(message.Number, message);
        First ??= message;
        WasEncrypted |= message.Frame.WasEncrypted;
        Last = message;
        EncryptedSinceM3 = message.Number == 3 ? 0 : EncryptedSinceM3;
        switch (message.Number)
        {
            // else it was sent first and came late
            case 3 when M4.Count > 0 && message.Frame.Ref.TimeMicroseconds >= M4[^1].Frame.Ref.TimeMicroseconds:
                M3AfterM4++;
                break;
            case 4:
                IsComplete = true;
                M3AfterM4 = 0;
                break;
        }
    }

    /// <summary>A message 4 as <see cref="EncryptedM4"/> has them, which alone shows nothing of the AP.</summary>
    internal void AddEncryptedM4(HandshakeFrame message)
    {
        if (EncryptedM4.Count == 0)
        {
            EncryptedM4 = new Transmissions<HandshakeFrame>(message);
        }
        else
        {
            EncryptedM4.Add(message);
        }
    }

    /// <summary>A protected unicast frame of either side after message 3; one in each direction proves that both have the keys.</summary>
    /// <param name="fromAp">Its direction.</param>
    /// <param name="sequenceNumber">Its sequence number: one that is sent again, or that two sensors hear, counts once.</param>
    /// <returns>The keys are proven now and were not before.</returns>
    internal bool AddEncrypted(bool fromAp, int sequenceNumber)
    {
        _apEncrypts |= fromAp;
        if (!fromAp)
        {
            EncryptedSinceM3 += _staEncrypts && sequenceNumber == _latestEncrypted ? 0 : 1;
            (_staEncrypts, _latestEncrypted) = (true, (short)sequenceNumber);
        }

        if (!AreKeysProven)
        {
            return false;
        }

        bool isNews = !IsComplete;
        IsComplete = true;
        M3AfterM4 = 0;
        return isNews;
    }

    /// <summary>What followed has shown that the keys are installed, though message 4 was not captured.</summary>
    internal void Prove() => IsComplete = true;

    /// <summary>Message 4 with this replay counter belongs here: it is above those of the messages before message 3.</summary>
    internal bool IsAnsweredBy(ulong replayCounter) =>
        M3.Count > 0 || ((M2.Count > 0 || M1.Count > 0) && (M2.Count == 0 || replayCounter > M2[^1].ReplayCounter)
        && (M1.Count == 0 || replayCounter > M1[^1].ReplayCounter));

    /// <summary>
    /// Whether this handshake may go on with another message 1: a repetition has the same ANonce or follows an unanswered one. One that was
    /// sent before message 4 comes from a sensor that hands in late.
    /// </summary>
    internal bool GoesOnWith(in EapolKey message1, long timeMicroseconds) => IsComplete
        ? M4.Count > 0 && timeMicroseconds < M4[^1].Frame.Ref.TimeMicroseconds
        : M1.Count == 0 || M3.Count == 0 || M1[^1].Key.Nonce.SequenceEqual(message1.Nonce);
}
