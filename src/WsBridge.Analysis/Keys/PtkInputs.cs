using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Keys;

/// <summary>Everything but the key that a PTK is derived from; a hypothesis changes one thing and derives again.</summary>
internal ref struct PtkInputs
{
    /// <summary>AKM of the association.</summary>
    public AkmSuite Akm;

    /// <summary>Octets of the TK.</summary>
    public int TemporalKeyLength;

    /// <summary>A KDK is derived as well: both sides have secure LTF.</summary>
    public bool WithKdk;

    /// <summary>Address of the AP: the BSSID, its MLD address with multi-link.</summary>
    public MacAddress Ap;

    /// <summary>Address of the STA, its MLD address with multi-link; S0KH-ID and S1KH-ID too.</summary>
    public MacAddress Sta;

    /// <summary>S0KH-ID and S1KH-ID where a hypothesis takes another address for them than for the PTK; null otherwise.</summary>
    public MacAddress? StaKeyHolder;

    /// <summary>S0KH-ID and S1KH-ID.</summary>
    public readonly MacAddress SkhId => StaKeyHolder ?? Sta;

    /// <summary>ANonce.</summary>
    public ReadOnlySpan<byte> ANonce;

    /// <summary>SNonce.</summary>
    public ReadOnlySpan<byte> SNonce;

    /// <summary>SSID.</summary>
    public ReadOnlySpan<byte> Ssid;

    /// <summary>MDID; FT only.</summary>
    public Mdid Mdid;

    /// <summary>R0KH-ID; FT only.</summary>
    public ReadOnlySpan<byte> R0khId;

    /// <summary>R1KH-ID; FT only.</summary>
    public MacAddress R1khId;

    /// <summary>
    /// Reads them for a 4-way handshake, but for the nonces: from the association request and response, and from message 2 where one of
    /// them was not captured.
    /// </summary>
    /// <returns>False when something is missing without which no PTK can be derived.</returns>
    public static bool TryRead(Association association, HandshakeFrame? message2, out PtkInputs inputs)
    {
        inputs = default;
        if (association.Akm is not { } akm || !SsidOf.Association(association, out inputs.Ssid))
        {
            return false;
        }

        inputs.Akm = akm;
        (inputs.Ap, inputs.Sta) = MldAddresses.Of(association, message2);
        Elements request = association.Request is null ? default : association.Request.Elements;
        Elements response = association.Response is null ? default : association.Response.Elements;
        inputs.TemporalKeyLength = TemporalKey.LengthOf(request, message2);
        inputs.WithKdk = HasSecureLtf(request) && (HasSecureLtf(response) || ApHasSecureLtf(association));
        return !akm.IsFt || inputs.TryReadKeyHolders(request, response, message2);
    }

    /// <summary>Takes MDID, R0KH-ID and R1KH-ID from an FTE and the MDE beside it.</summary>
    public bool TryTakeKeyHolders(in Fte fte, scoped in Element mde)
    {
        if (!fte.TryGetR0khId(out R0khId) || !fte.TryGetR1khId(out R1khId) || !Mde.TryParse(mde.Body, out Mde read, out _))
        {
            return false;
        }

        Mdid = read.Mdid;
        return true;
    }

    private bool TryReadKeyHolders(Elements request, Elements response, HandshakeFrame? message2)
    {
        Elements said = message2 is null || message2.IsEncrypted ? default : message2.Kdes.Elements;
        if (!response.TryFind(ElementId.Mde, out Element mde) && !request.TryFind(ElementId.Mde, out mde) && !said.TryFind(ElementId.Mde, out mde))
        {
            return false;
        }

        return (FtExchange.TryGetFte(response, Akm, out _, out Fte fte) && TryTakeKeyHolders(fte, mde))
            || (FtExchange.TryGetFte(said, Akm, out _, out fte) && TryTakeKeyHolders(fte, mde));
    }

    /// <summary>The RSNXE of the AP's Beacon that is in force for the STA says secure LTF.</summary>
    public static bool ApHasSecureLtf(Association association) => association is { Bss.Beacon: { } beacon, Request: { } request }
        && RsnOverriding.TryGetRsnxe(beacon.Elements, request.Elements, out ReadOnlySpan<byte> body) && Rsnxe.TryParse(body, out Rsnxe rsnxe, out _) && rsnxe.SecureLtf;

    /// <summary>The RSNXE says secure LTF.</summary>
    public static bool HasSecureLtf(Elements elements) =>
        elements.TryFind(ElementId.Rsnxe, out Element element) && Rsnxe.TryParse(element.Body, out Rsnxe rsnxe, out _) && rsnxe.SecureLtf;
}
