namespace WsBridge.Analysis.Exchanges;

/// <summary>What ended a handshake that did not complete.</summary>
public enum HandshakeEndedBy
{
    /// <summary>Deauthentication or Disassociation by the AP.</summary>
    Ap,

    /// <summary>Deauthentication or Disassociation by the STA.</summary>
    Sta,

    /// <summary>The STA started over with Authentication or (Re)Association.</summary>
    NewAttempt,

    /// <summary>Nothing more came.</summary>
    Silence,

    /// <summary>The capture ended while it ran: the answer may have come a moment later.</summary>
    CaptureEnd,
}
