namespace WsBridge.Analysis.Exchanges;

/// <summary>What an association attempt waits for, as long as its 4-way handshake has not begun.</summary>
internal enum ConnectionStep : byte
{
    /// <summary>The AP owes an Authentication response (Open System, FILS, or the challenge text of Shared Key).</summary>
    Authentication,

    /// <summary>The AP owes the last frame of Shared Key authentication.</summary>
    SharedKey,

    /// <summary>The AP owes its SAE commit.</summary>
    SaeCommit,

    /// <summary>The STA owes its SAE commit once more, with the anti-clogging token.</summary>
    SaeToken,

    /// <summary>The STA owes an SAE commit with another group.</summary>
    SaeGroup,

    /// <summary>The STA owes its SAE confirm.</summary>
    SaeStaConfirm,

    /// <summary>The AP owes its SAE confirm.</summary>
    SaeApConfirm,

    /// <summary>The AP has confirmed; the STA owes a (Re)Association Request, unless the confirm of the AP is wrong to it.</summary>
    SaeConfirmed,

    /// <summary>The AP owes a (Re)Association Response.</summary>
    Association,

    /// <summary>The STA owes an association with another OWE group.</summary>
    OweGroup,

    /// <summary>The STA owes an EPPKE request with another group.</summary>
    EppkeGroup,

    /// <summary>The AP has put the STA off (status 30) for the association comeback time.</summary>
    Comeback,

    /// <summary>The AP owes message 1, or the first EAP packet.</summary>
    Message1,

    /// <summary>An EAP exchange runs.</summary>
    Eap,
}
