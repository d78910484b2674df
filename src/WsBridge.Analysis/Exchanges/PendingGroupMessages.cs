namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// Message 1 of the group key handshake as often as the AP has sent it in a row without message 2, as far as it was sent in the clear.
/// Mostly it is not, and then nothing is here.
/// </summary>
internal struct PendingGroupMessages
{
    private List<HandshakeFrame>? _messages;

    /// <summary>In order of time.</summary>
    public readonly IReadOnlyList<HandshakeFrame> Messages => _messages ?? [];

    /// <summary>A message of the group key handshake; message 2 answers all before it.</summary>
    public void Add(HandshakeFrame message, bool isFirst)
    {
        // An answer that was encrypted was not seen: only what follows soon is a repetition.
        const double LongestRetryMilliseconds = 5_000;
        const int Max = 16;
        if (!isFirst || _messages is { Count: Max }
            || (_messages is [.., var before] && message.Frame.MillisecondsSince(before.Frame) > LongestRetryMilliseconds))
        {
            _messages?.Clear();
        }

        if (isFirst)
        {
            (_messages ??= []).Add(message);
        }
    }

    /// <summary>Nothing waits for an answer any more.</summary>
    public readonly void Clear() => _messages?.Clear();
}
