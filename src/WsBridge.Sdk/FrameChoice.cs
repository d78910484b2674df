namespace WsBridge.Sdk;

/// <summary>What a client does with a frame of some type and subtype.</summary>
public enum FrameChoice : byte
{
    /// <summary>Not wanted.</summary>
    Skip,

    /// <summary>Wanted, each of them.</summary>
    Send,

    /// <summary>Wanted once for each transmitter (Address 2) and length, and again after a while: beacons.</summary>
    RateLimited,

    /// <summary>Wanted when the frame just before it in the capture was sent: acknowledgements.</summary>
    AfterSent,

    /// <summary>
    /// Wanted when it is not encrypted and holds the octets of <see cref="FrameInterest.Mark"/>: data frames with EAPOL in them.
    /// </summary>
    WhenMarked,

    /// <summary>
    /// Wanted, each of them, and encrypted data comes after it as after a marked frame (<see cref="FrameInterest.EncryptedAfterMarked"/>):
    /// what ends an exchange without EAPOL.
    /// </summary>
    SendAsMarked,

    /// <summary>
    /// Wanted, each of them; the latest data frames of its STA come before it to <see cref="IAnalyzerSession.OnEarlierData"/>, those that
    /// were chosen too. They tell whether the STA was served until then.
    /// </summary>
    SendWithEarlierData,
}
