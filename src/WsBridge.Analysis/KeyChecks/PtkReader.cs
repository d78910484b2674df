using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Reads from an exchange what its PTK is derived from.</summary>
internal static class PtkReader
{
    /// <summary>
    /// Reads it for a 4-way handshake, but for the nonces: from the association request and response, and from message 2 where one of
    /// them was not captured.
    /// </summary>
    /// <returns>False when something is missing without which no PTK can be derived.</returns>
    public static bool TryRead(Association association, HandshakeFrame? message2, out PtkInputs inputs)
    {
        inputs = default;
        if (association.Akm is not { } akm || !SsidReader.Association(association, out inputs.Ssid))
        {
            return false;
        }

        inputs.Akm = akm;
        (inputs.Ap, inputs.Sta) = MldAddresses.Of(association, message2);
        Elements request = association.Request is null ? default : association.Request.Elements;
        Elements response = association.Response is null ? default : association.Response.Elements;
        inputs.TemporalKeyLength = TemporalKey.LengthOf(request, message2);
        inputs.WithKdk = HasSecureLtf(request) && (HasSecureLtf(response) || ApHasSecureLtf(association));
        return !akm.IsFt || TryReadKeyHolders(ref inputs, request, response, message2);
    }

    private static bool TryReadKeyHolders(ref PtkInputs inputs, Elements request, Elements response, HandshakeFrame? message2)
    {
        Elements said = message2 is null || message2.IsEncrypted ? default : message2.Kdes.Elements;
        if (!response.TryFind(ElementId.Mde, out Element mde) && !request.TryFind(ElementId.Mde, out mde)
            && !said.TryFind(ElementId.Mde, out mde))
        {
            return false;
        }

        return (FtExchange.TryGetFte(response, inputs.Akm, out _, out Fte fte) && inputs.TryTakeKeyHolders(fte, mde))
            || (FtExchange.TryGetFte(said, inputs.Akm, out _, out fte) && inputs.TryTakeKeyHolders(fte, mde));
    }

    /// <summary>The RSNXE of the AP's Beacon that is in force for the STA says secure LTF.</summary>
    public static bool ApHasSecureLtf(Association association) => association is { Bss.Beacon: { } beacon, Request: { } request }
        && RsnOverriding.TryGetRsnxe(beacon.Elements, request.Elements, out ReadOnlySpan<byte> body)
        && Rsnxe.TryParse(body, out Rsnxe rsnxe, out _) && rsnxe.SecureLtf;

    /// <summary>The RSNXE says secure LTF.</summary>
    public static bool HasSecureLtf(Elements elements) =>
        elements.TryFind(ElementId.Rsnxe, out Element element) && Rsnxe.TryParse(element.Body, out Rsnxe rsnxe, out _) && rsnxe.SecureLtf;
}
