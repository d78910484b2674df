namespace WsBridge.Analysis.Exchanges;

/// <summary>The moments at which rules look.</summary>
[Flags]
public enum Moments
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>A Beacon or Probe Response whose elements differ from the last one of this BSS (or the first one).</summary>
    BeaconChanged = 1 << 0,

    /// <summary>FT Authentication request (algorithm 2, transaction 1) or FT Request action frame.</summary>
    FtRequest = 1 << 1,

    /// <summary>FT Authentication response or FT Response action frame, of any status.</summary>
    FtResponse = 1 << 2,

    /// <summary>Authentication response of another algorithm.</summary>
    AuthenticationResponse = 1 << 3,

    /// <summary>Association or Reassociation Request.</summary>
    AssociationRequest = 1 << 4,

    /// <summary>Association or Reassociation Response, of any status.</summary>
    AssociationResponse = 1 << 5,

    /// <summary>First EAP packet of an association.</summary>
    EapStarted = 1 << 6,

    /// <summary>Message 1 of the 4-way handshake.</summary>
    Message1 = 1 << 7,

    /// <summary>Message 2.</summary>
    Message2 = 1 << 8,

    /// <summary>Message 3.</summary>
    Message3 = 1 << 9,

    /// <summary>Message 4.</summary>
    Message4 = 1 << 10,

    /// <summary>An EAPOL-Key frame of the group key handshake.</summary>
    GroupMessage = 1 << 11,

    /// <summary>The 4-way handshake is known to have failed: <see cref="RuleContext.End"/> says how it ended.</summary>
    HandshakeFailed = 1 << 12,

    /// <summary>Deauthentication or Disassociation between the two; <see cref="RuleContext.End"/> is set when it ended a handshake.</summary>
    Deauthentication = 1 << 13,

    /// <summary>
    /// FT requests got no response although the AP was heard after the latest of them (<see cref="Association.FtUnanswered"/>). The frame
    /// at hand is one later: any of the BSS after a second, or the new attempt of the STA.
    /// </summary>
    FtUnanswered = 1 << 14,

    /// <summary>FT Request action frame to an AP that it cannot be for, or of another STA: it begins no exchange.</summary>
    FtRequestMisaddressed = 1 << 15,

    /// <summary>EAPOL-Start by the STA.</summary>
    EapolStart = 1 << 16,

    /// <summary>Authentication request (transaction 1) of another algorithm than FT.</summary>
    AuthenticationRequest = 1 << 17,

    /// <summary>An association attempt has succeeded: <see cref="RuleContext.Roam"/> says which.</summary>
    RoamCompleted = 1 << 18,

    /// <summary>BSS Transition Management Request to the STA, in the clear.</summary>
    BtmRequest = 1 << 19,

    /// <summary>BSS Transition Management Response of the STA, in the clear.</summary>
    BtmResponse = 1 << 20,

    /// <summary>
    /// An association attempt has failed: <see cref="RuleContext.Roam"/> says which. The frame at hand is the one where it became clear,
    /// perhaps of the STA's next attempt elsewhere.
    /// </summary>
    RoamFailed = 1 << 21,

    /// <summary>
    /// The FT response, of status 0 and over the air, was sent again and again and never acknowledged, and no Reassociation Request has
    /// followed. The frame at hand is one of the BSS a second later.
    /// </summary>
    FtResponseUnacknowledged = 1 << 29,

    /// <summary>Service is back after a success: protected data frames in both directions. Only where data frames are looked at, which is neither in Wireshark nor in the findings of a whole capture.</summary>
    FirstData = 1 << 22,

    /// <summary>A broadcast of the AP has ended an association in which nothing ran: no rule has anything to say of it.</summary>
    SentAway = 1 << 26,

    /// <summary>
    /// A Deauthentication or Disassociation is known to have ended an attempt in which no answer of a handshake was missing:
    /// <see cref="RuleContext.Ending"/> says which. The frame at hand may be a later one.
    /// </summary>
    AttemptEnded = 1 << 27,

    /// <summary>A frame that shows an earlier Deauthentication or Disassociation to be forged: <see cref="RuleContext.Forgery"/> says which.</summary>
    ForgeryShown = 1 << 30,

    /// <summary>Encrypted unicast frames of both sides have shown that the keys are installed, though message 4 was not captured.</summary>
    KeysProven = 1 << 28,

    /// <summary>
    /// An association attempt has stopped before its 4-way handshake: <see cref="RuleContext.Stop"/> says how far it came and what ended it.
    /// The frame at hand is the one where that became clear, at the end of a capture the last one that was not answered.
    /// </summary>
    ConnectionStopped = 1 << 23,

    /// <summary>EAP-Failure by the AP before there were keys.</summary>
    EapFailed = 1 << 24,

    /// <summary>
    /// The capture has ended. Once for each attempt that failed with nothing after it, and for the latest one of each failure that repeats;
    /// the frame at hand is the one where that failure became clear.
    /// </summary>
    CaptureEnded = 1 << 25,
}
