using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>Which side of a frame with four addresses (WDS, mesh, a bridge behind a STA) is the AP: the frame does not say.</summary>
internal static class FourAddress
{
    /// <summary>Tells by what the frame carries: the authenticator asks (Key Ack, EAP Request), the supplicant answers.</summary>
    /// <returns>True when its transmitter is the AP; null when the frame does not tell.</returns>
    public static bool? IsFromAp(scoped in MacHeader header)
    {
        if (!Llc.TryGetEapol(header, out ReadOnlySpan<byte> octets, out _) || !Eapol.TryReadLenient(octets, out Eapol eapol, out _))
        {
            return null;
        }

        return eapol.Type switch
        {
            EapolType.Key when eapol.Body.Length >= 3 => (eapol.Body[2] & 0x80) != 0,
            EapolType.Eap when eapol.Body is [var code, ..] => (EapCode)code is not EapCode.Response,
            EapolType.Start or EapolType.Logoff => false,
            _ => null,
        };
    }
}
