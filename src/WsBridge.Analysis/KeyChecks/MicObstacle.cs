using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// Why no key can check the MIC of a message: something is missing in the capture that the PTK is derived from. That is another fact than
/// a MIC which no known key makes.
/// </summary>
internal static class MicObstacle
{
    /// <summary>What is missing, beginning in lower case and without a period; null when nothing is.</summary>
    /// <param name="association">Whose handshake it is.</param>
    /// <param name="handshake">The handshake.</param>
    /// <param name="message">Its message 2, 3 or 4.</param>
    public static string? Of(Association association, Handshake handshake, HandshakeFrame message)
    {
        HandshakeFrame? message2 = message.Number == 2 ? message : handshake.M2.Count > 0 ? handshake.M2[^1] : null;
        return !message.HasWholeMic ? $"the capture truncates message {message.Number}"
            : association.Akm is not { } akm ? "the AKM is unknown because the association request was not captured"
            : !SsidReader.Association(association, out _) ? "the SSID is unknown because no frame that carries it was captured"
            : message2 is null ? "message 2, whose SNonce goes into the PTK, was not captured"
            : akm.IsFt && !PtkReader.TryRead(association, message2, out _)
                ? "R0KH-ID and R1KH-ID, which go into the FT key hierarchy, were not captured"
            : message.Number == 2 && HandshakeNonces.ANonceOf(handshake, message, out _).IsEmpty
                ? "message 1, whose ANonce goes into the PTK, was not captured"
            : null;
    }
}
