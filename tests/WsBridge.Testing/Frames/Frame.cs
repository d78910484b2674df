using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>What every MAC header has beside its addresses.</summary>
public sealed record FrameOptions
{
    /// <summary>A plain frame.</summary>
    public static FrameOptions Plain { get; } = new();

    /// <summary>Sequence number, 0 to 4095.</summary>
    public int Sequence { get; init; }

    /// <summary>Fragment number, 0 to 15.</summary>
    public int Fragment { get; init; }

    /// <summary>Retry.</summary>
    public bool Retry { get; init; }

    /// <summary>Protected Frame. The body is written as given: it should look like ciphertext.</summary>
    public bool Protected { get; init; }

    /// <summary>More Fragments.</summary>
    public bool MoreFragments { get; init; }
}

/// <summary>MAC frames without FCS as octets. "From the AP" or "to the AP" follows from the sender wherever it can.</summary>
public static class Frame
{
    /// <summary>A beacon with these elements.</summary>
    public static byte[] Beacon(MacAddress bssid, params IEnumerable<byte[]> elements) =>
        Management(FrameKind.Beacon, MacAddress.Broadcast, bssid, bssid, BeaconBody(elements));

    /// <summary>A probe response with these elements.</summary>
    public static byte[] ProbeResponse(MacAddress sta, MacAddress bssid, params IEnumerable<byte[]> elements) =>
        Management(FrameKind.ProbeResponse, sta, bssid, bssid, BeaconBody(elements));

    /// <summary>A broadcast probe request with these elements.</summary>
    public static byte[] ProbeRequest(MacAddress sta, params IEnumerable<byte[]> elements) =>
        Management(FrameKind.ProbeRequest, MacAddress.Broadcast, sta, MacAddress.Broadcast, Octets.Join(elements));

    /// <summary>Authentication: odd transactions go from the STA to the AP, even ones back. For SAE there is <see cref="Sae"/>.</summary>
    public static byte[] Authentication(
        MacAddress sta,
        MacAddress ap,
        int algorithm = 0,
        int transaction = 1,
        int status = 0,
        params IEnumerable<byte[]> elements) =>
        Between(
            FrameKind.Authentication,
            sta,
            ap,
            transaction % 2 == 0,
            new OctetWriter().U16(algorithm).U16(transaction).U16(status).Add(Octets.Join(elements)).ToArray());

    /// <summary>SAE commit (transaction 1) or confirm (2), which both sides send; the body follows the status code.</summary>
    public static byte[] Sae(MacAddress sta, MacAddress ap, bool fromAp, int transaction, int status = 0, params ReadOnlySpan<byte> body) =>
        Between(
            FrameKind.Authentication,
            sta,
            ap,
            fromAp,
            new OctetWriter().U16(3).U16(transaction).U16(status).Add(body).ToArray());

    /// <summary>Association Request.</summary>
    public static byte[] AssociationRequest(MacAddress sta, MacAddress ap, params IEnumerable<byte[]> elements) =>
        Between(FrameKind.AssociationRequest, sta, ap, false, new OctetWriter().U16(0x0431).U16(5).Add(Octets.Join(elements)).ToArray());

    /// <summary>Reassociation Request.</summary>
    public static byte[] ReassociationRequest(MacAddress sta, MacAddress ap, MacAddress currentAp, params IEnumerable<byte[]> elements) =>
        Between(
            FrameKind.ReassociationRequest,
            sta,
            ap,
            false,
            new OctetWriter().U16(0x0431).U16(5).Address(currentAp).Add(Octets.Join(elements)).ToArray());

    /// <summary>Association Response.</summary>
    public static byte[] AssociationResponse(MacAddress sta, MacAddress ap, int status = 0, params IEnumerable<byte[]> elements) =>
        Between(FrameKind.AssociationResponse, sta, ap, true, ResponseBody(status, elements));

    /// <summary>Reassociation Response.</summary>
    public static byte[] ReassociationResponse(MacAddress sta, MacAddress ap, int status = 0, params IEnumerable<byte[]> elements) =>
        Between(FrameKind.ReassociationResponse, sta, ap, true, ResponseBody(status, elements));

    /// <summary>Deauthentication, from the AP unless told otherwise.</summary>
    public static byte[] Deauthentication(MacAddress sta, MacAddress ap, int reason, bool fromAp = true, FrameOptions? options = null) =>
        Between(FrameKind.Deauthentication, sta, ap, fromAp, new OctetWriter().U16(reason).ToArray(), options);

    /// <summary>Disassociation, from the AP unless told otherwise.</summary>
    public static byte[] Disassociation(MacAddress sta, MacAddress ap, int reason, bool fromAp = true, FrameOptions? options = null) =>
        Between(FrameKind.Disassociation, sta, ap, fromAp, new OctetWriter().U16(reason).ToArray(), options);

    /// <summary>Action: category, action and what follows.</summary>
    public static byte[] Action(MacAddress sta, MacAddress ap, bool fromAp, int category, int action, params ReadOnlySpan<byte> details) =>
        Between(FrameKind.Action, sta, ap, fromAp, [(byte)category, (byte)action, .. details]);

    /// <summary>
    /// FT Request (1), Response (2), Confirm (3) or Ack (4) by way of the current AP; the status is written in Response and Ack.
    /// </summary>
    public static byte[] FtAction(
        MacAddress sta,
        MacAddress currentAp,
        MacAddress targetAp,
        int action,
        int status = 0,
        params IEnumerable<byte[]> elements)
    {
        var hasStatus = action % 2 == 0;
        var details = new OctetWriter().Address(sta).Address(targetAp);
        if (hasStatus)
        {
            details.U16(status);
        }

        return Action(sta, currentAp, hasStatus, 6, action, details.Add(Octets.Join(elements)).ToArray());
    }

    /// <summary>BTM Request; mode bit 2 says that disassociation is imminent.</summary>
    public static byte[] BtmRequest(MacAddress sta, MacAddress ap, int mode = 0, int disassociationTimer = 0, int token = 1,
        params IEnumerable<byte[]> candidates) =>
        Action(sta, ap, true, 10, 7,
            new OctetWriter().U8(token).U8(mode).U16(disassociationTimer).U8(255).Add(Octets.Join(candidates)).ToArray());

    /// <summary>BTM Response; the target is written when it is given.</summary>
    public static byte[] BtmResponse(MacAddress sta, MacAddress ap, int status, MacAddress? target = null, int token = 1)
    {
        var details = new OctetWriter().U8(token).U8(status).U8(0);
        return Action(sta, ap, false, 10, 8, (target is { } bssid ? details.Address(bssid) : details).ToArray());
    }

    /// <summary>SA Query request or response.</summary>
    public static byte[] SaQuery(MacAddress sta, MacAddress ap, bool fromAp, bool response, int transaction = 1) =>
        Action(sta, ap, fromAp, 8, response ? 1 : 0, new OctetWriter().U16(transaction).ToArray());

    /// <summary>EAPOL in a QoS data frame: PDUs come from <see cref="MakeEapol"/>.</summary>
    public static byte[] Eapol(MacAddress sta, MacAddress ap, bool fromAp, ReadOnlySpan<byte> pdu, FrameOptions? options = null) =>
        Data(sta, ap, fromAp, [0xAA, 0xAA, 0x03, 0, 0, 0, 0x88, 0x8E, .. pdu], options);

    /// <summary>EAPOL-Key; the side that sends follows from Key Ack.</summary>
    public static byte[] EapolKey(MacAddress sta, MacAddress ap, EapolKeyOptions key, FrameOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Eapol(sta, ap, (key.KeyInformation & 0x80) != 0, MakeEapol.Key(key), options);
    }

    /// <summary>EAP packet; requests, successes and failures come from the AP.</summary>
    public static byte[] Eap(MacAddress sta, MacAddress ap, int code, int identifier, int? type = null, params ReadOnlySpan<byte> data) =>
        Eapol(sta, ap, code != 2, MakeEapol.Eap(code, identifier, type, data));

    /// <summary>QoS data with any body.</summary>
    public static byte[] Data(MacAddress sta, MacAddress ap, bool fromAp, ReadOnlySpan<byte> body, FrameOptions? options = null)
    {
        options ??= FrameOptions.Plain;
        return Header(FrameKind.QosData, fromAp ? 2 : 1, options)
            .Address(fromAp ? sta : ap).Address(fromAp ? ap : sta).Address(ap).U16(options.Sequence << 4 | options.Fragment)
            .U16(0).Add(body).ToArray();
    }

    /// <summary>QoS data that is encrypted: a CCMP header and octets that look like ciphertext.</summary>
    public static byte[] ProtectedData(MacAddress sta, MacAddress ap, bool fromAp, int length = 64, FrameOptions? options = null) =>
        Data(
            sta,
            ap,
            fromAp,
            [0x01, 0x00, 0x00, 0x20, 0x00, 0x00, 0x00, 0x00, .. Octets.Repeat(0xC5, length)],
            (options ?? FrameOptions.Plain) with { Protected = true });

    /// <summary>A data frame without body, as clients send to say that they sleep.</summary>
    public static byte[] Null(MacAddress sta, MacAddress ap, FrameOptions? options = null)
    {
        options ??= FrameOptions.Plain;
        return Header(FrameKind.Null, 1, options).Address(ap).Address(sta).Address(ap).U16(options.Sequence << 4).ToArray();
    }

    /// <summary>Ack.</summary>
    public static byte[] Ack(MacAddress receiver) => Header(FrameKind.Ack, 0, FrameOptions.Plain).Address(receiver).ToArray();

    /// <summary>RTS.</summary>
    public static byte[] Rts(MacAddress receiver, MacAddress transmitter) =>
        Header(FrameKind.Rts, 0, FrameOptions.Plain).Address(receiver).Address(transmitter).ToArray();

    /// <summary>A management frame between a STA and its AP.</summary>
    public static byte[] Between(FrameKind kind, MacAddress sta, MacAddress ap, bool fromAp, ReadOnlySpan<byte> body,
        FrameOptions? options = null) =>
        Management(kind, fromAp ? sta : ap, fromAp ? ap : sta, ap, body, options);

    /// <summary>Any management frame.</summary>
    public static byte[] Management(FrameKind kind, MacAddress receiver, MacAddress transmitter, MacAddress bssid, ReadOnlySpan<byte> body,
        FrameOptions? options = null)
    {
        options ??= FrameOptions.Plain;
        return Header(kind, 0, options).Address(receiver).Address(transmitter).Address(bssid)
            .U16(options.Sequence << 4 | options.Fragment).Add(body).ToArray();
    }

    /// <summary>The same frame with another sequence number.</summary>
    public static byte[] WithSequence(this byte[] frame, int sequence)
    {
        ArgumentNullException.ThrowIfNull(frame);
        byte[] copy = [.. frame];
        copy[22] = (byte)((copy[22] & 0xF) | (sequence & 0xF) << 4);
        copy[23] = (byte)(sequence >> 4);
        return copy;
    }

    /// <summary>The same frame sent once more: with the Retry bit.</summary>
    public static byte[] AsRetry(this byte[] frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        byte[] copy = [.. frame];
        copy[1] |= 0x08;
        return copy;
    }

    private static OctetWriter Header(FrameKind kind, int ds, FrameOptions options) => new OctetWriter()
        .U8(((int)kind & 0xF) << 4 | ((int)kind >> 4) << 2)
        .U8(ds | (options.MoreFragments ? 0x04 : 0) | (options.Retry ? 0x08 : 0) | (options.Protected ? 0x40 : 0))
        .U16(0);

    private static byte[] BeaconBody(IEnumerable<byte[]> elements) =>
        new OctetWriter().U64(0).U16(100).U16(0x0411).Add(Octets.Join(elements)).ToArray();

    private static byte[] ResponseBody(int status, IEnumerable<byte[]> elements) =>
        new OctetWriter().U16(0x0431).U16(status).U16(0xC001).Add(Octets.Join(elements)).ToArray();
}
