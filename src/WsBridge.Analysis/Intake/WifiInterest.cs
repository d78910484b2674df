using WsBridge.Sdk;

namespace WsBridge.Analysis.Intake;

/// <summary>
/// Which frames the Wi-Fi analysis looks at: management, EAPOL, some encrypted data after association and EAPOL, and acknowledgements.
/// </summary>
public static class WifiInterest
{
    private static readonly byte[] EapolSnap = [0xAA, 0xAA, 0x03, 0x00, 0x00, 0x00, 0x88, 0x8E];

    /// <summary>The choice for each type and subtype.</summary>
    public static FrameInterest Frames { get; } = new()
    {
        [0x00] = FrameChoice.SendWithEarlierData, // Association Request
        [0x10] = FrameChoice.SendAsMarked, // Association Response: after FT or on a WEP network no EAPOL follows
        [0x20] = FrameChoice.SendWithEarlierData, // Reassociation Request
        [0x30] = FrameChoice.SendAsMarked, // Reassociation Response
        [0x50] = FrameChoice.RateLimited, // Probe Response
        [0x80] = FrameChoice.RateLimited, // Beacon
        [0xA0] = FrameChoice.SendWithEarlierData, // Disassociation
        [0xB0] = FrameChoice.SendWithEarlierData, // Authentication
        [0xC0] = FrameChoice.SendWithEarlierData, // Deauthentication
        [0xD0] = FrameChoice.Send, // Action
        [0xD4] = FrameChoice.AfterSent, // Ack
        [0x08] = FrameChoice.WhenMarked, // Data
        [0x88] = FrameChoice.WhenMarked, // QoS Data
        [0x18] = FrameChoice.WhenMarked, // Data with CF-Ack, and so on: hardly sent any more
        [0x28] = FrameChoice.WhenMarked,
        [0x38] = FrameChoice.WhenMarked,
        [0x98] = FrameChoice.WhenMarked,
        [0xA8] = FrameChoice.WhenMarked,
        [0xB8] = FrameChoice.WhenMarked,
        Mark = EapolSnap,
        MarkWithin = 224, // behind four addresses, HT Control, Mesh Control, and in the second subframe of an A-MSDU
        AgainAfterMicroseconds = 500_000,
        EncryptedAfterMarked = 16, // of which five are chosen
        LaterFragments = true,
    };
}
