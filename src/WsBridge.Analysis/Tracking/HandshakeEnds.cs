using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Tracking;

/// <summary>Says how a 4-way handshake ended, and whether the side that owed the next message was heard.</summary>
internal static class HandshakeEnds
{
    /// <summary>A side counts as heard when a frame of it was captured this close to the time its answer was due.</summary>
    private const long HeardMicroseconds = 1_000_000;

    /// <summary>An AP that does not accept message 4 ends the handshake within this time after its last message 3.</summary>
    private const long LastRetryMicroseconds = 5_000_000;

    private const ushort HandshakeTimeout = 15;

    /// <summary>It ended by this frame, without Deauthentication or Disassociation.</summary>
    public static HandshakeEnd Of(Association association, Handshake handshake, HandshakeEndedBy by, StoredFrame frame) =>
        new(handshake, by, frame, null, IsHeard(association, handshake));

    /// <summary>
    /// It ended by Deauthentication or Disassociation. The side that ended it was heard, just now; its answer was not lost for want of
    /// hearing it.
    /// </summary>
    public static HandshakeEnd Of(Association association, Handshake handshake, StoredFrame frame, bool byAp, ushort? reason)
    {
        bool apOwes = handshake.Stage == HandshakeStage.Message2Unanswered;
        HandshakeEndedBy by = byAp ? HandshakeEndedBy.Ap : HandshakeEndedBy.Sta;
        return new HandshakeEnd(handshake, by, frame, reason, byAp == apOwes || IsHeard(association, handshake));
    }

    /// <summary>
    /// A handshake that runs; or one with message 4, which the AP shows not to have taken: it repeated message 3 and says so itself, or
    /// repeated it more than once. A single message 3 that crossed message 4 proves nothing, nor does a client that leaves.
    /// </summary>
    public static bool IsEndedBy(Handshake handshake, StoredFrame frame, bool byAp, ushort? reason) => !handshake.IsComplete
        || (byAp && handshake.M3AfterM4 > 0 && (reason == HandshakeTimeout || handshake.M3AfterM4 > 1)
            && frame.Ref.TimeMicroseconds - handshake.M3[^1].Frame.Ref.TimeMicroseconds <= LastRetryMicroseconds);

    /// <summary>
    /// The STA has taken message 3, since it sends encrypted frames, and the AP, which did not send it again, says nothing of a timeout:
    /// whatever ends the association, it is not this handshake.
    /// </summary>
    public static bool HasGoneOn(Handshake handshake, ushort? reason) => handshake.EncryptedSinceM3 > 1 && reason != HandshakeTimeout;

    /// <summary>A frame that could not be read and may be the message that is missing; null when there is none.</summary>
    public static StoredFrame? UnreadAnswer(Association association, HandshakeEnd end)
    {
        StoredFrame? unread = end.Stage == HandshakeStage.Message2Unanswered ? association.Unread.FromAp : association.Unread.FromSta;
        return unread is not null && unread.Ref.TimeMicroseconds >= end.Handshake.First.Frame.Ref.TimeMicroseconds ? unread : null;
    }

    /// <summary>A sensor hands in late what ended an earlier attempt.</summary>
    public static bool IsOfEarlierAttempt(Association association, StoredFrame frame) =>
        frame.Ref.TimeMicroseconds < (association.Handshake?.First.Frame.Ref.TimeMicroseconds
        ?? association.Attempt?.Start.TimeMicroseconds);

    /// <summary>Whether the side that owes the next message was heard within a second after the last one, or acknowledged it.</summary>
    private static bool IsHeard(Association association, Handshake handshake)
    {
        if (handshake.Last.Frame.IsAcknowledged)
        {
            return true;
        }

        bool apOwes = handshake.Stage == HandshakeStage.Message2Unanswered;
        long asked = (apOwes ? handshake.M2 : handshake.M3.Count > 0 ? handshake.M3 : handshake.M1) is { Count: > 0 } list
            ? list[0].Frame.Ref.TimeMicroseconds
            : handshake.Last.Frame.Ref.TimeMicroseconds;
        long heard = apOwes ? association.Bss.LastHeard : association.StaLastHeard;
        return heard > asked && heard - asked <= HeardMicroseconds + (handshake.Last.Frame.Ref.TimeMicroseconds - asked);
    }
}
