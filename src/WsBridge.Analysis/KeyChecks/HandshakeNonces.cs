using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Pairs the messages of a 4-way handshake: which ANonce and which message 3 each one answers.</summary>
internal static class HandshakeNonces
{
    /// <summary>
    /// ANonce that a message 2 answers: of the message 1 with its replay counter, else of the latest one before it, else of a message 3.
    /// </summary>
    /// <param name="handshake">The handshake.</param>
    /// <param name="message2">A message 2 of it.</param>
    /// <param name="isCertain">It is the one with the same replay counter.</param>
    /// <returns>Empty when none was captured.</returns>
    public static ReadOnlySpan<byte> ANonceOf(Handshake handshake, HandshakeFrame message2, out bool isCertain)
    {
        isCertain = false;
        HandshakeFrame? latest = null;
        for (int i = handshake.M1.Count - 1; i >= 0; i--)
        {
            HandshakeFrame candidate = handshake.M1[i];
            if (candidate.Frame.Ref.Id > message2.Frame.Ref.Id)
            {
                continue;
            }

            if (candidate.ReplayCounter == message2.ReplayCounter)
            {
                isCertain = true;
                return candidate.Key.Nonce;
            }

            latest ??= candidate;
        }

        latest ??= handshake.M3.Count > 0 ? handshake.M3[^1] : null;
        return latest is null ? default : latest.Key.Nonce;
    }

    /// <summary>What the PTK of a message 2 is derived from, nonces included.</summary>
    public static bool TryRead(Association association, Handshake handshake, HandshakeFrame message2, out PtkInputs inputs,
        out bool isCertain)
    {
        isCertain = false;
        if (!PtkReader.TryRead(association, message2, out inputs))
        {
            return false;
        }

        inputs.ANonce = ANonceOf(handshake, message2, out isCertain);
        inputs.SNonce = message2.Key.Nonce;
        return !inputs.ANonce.IsEmpty;
    }

    /// <summary>A message 1 of the handshake has this ANonce.</summary>
    public static bool HasANonce(Handshake handshake, ReadOnlySpan<byte> nonce)
    {
        foreach (HandshakeFrame message1 in handshake.M1)
        {
            if (message1.Key.Nonce.SequenceEqual(nonce))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The latest transmission with this Key Replay Counter; null when none was captured.</summary>
    public static HandshakeFrame? WithCounter(Transmissions<HandshakeFrame> messages, ulong replayCounter)
    {
        for (int i = messages.Count - 1; i >= 0; i--)
        {
            if (messages[i].ReplayCounter == replayCounter)
            {
                return messages[i];
            }
        }

        return null;
    }
}
