using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 2 carries another RSNE, or with WPA another WPA element, than the (Re)Association Request.</summary>
/// <remarks>
/// The request is not protected, message 2 is: a difference is how a downgrade shows itself. Two ways to write the same fields
/// (PMKID Count 0 or no such field) are not told apart, and PMKIDs under FT belong to the FT rules.
/// </remarks>
internal sealed class M2RsneVsAssocreq : IRule<Message2Received>
{
    /// <summary>
    /// The longest time in which EAP is done; a message 2 later than that may belong to an association that was not captured.
    /// </summary>
    private const double LongestMilliseconds = 60_000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-001", "m2-rsne-vs-assocreq", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The RSNE of message 2 differs from the (Re)Association Request.")
    {
        Milder = [Severity.Warn],
        Clause = Clauses.Message2,
        Explanation = """
            Message 2 repeats the RSNE of the (Re)Association Request under its MIC, so that the AP detects tampering with the unprotected
            one.
            A difference is an attack, or a client whose driver and supplicant build the RSNE separately.
            Under FT the PMKIDs differ by design and are not compared.
            Without FT, a difference only in the PMKIDs is a warning.
            With WPA the same holds for the WPA element.
            Checks only the first handshake within a minute of the request, so that a missed association is not reported; nor is anything
            when the request was missed or truncated, or either RSNE is malformed.
            """,
        Implementations = """
            hostapd compares octet by octet without FT, all but the PMKIDs with FT, and disconnects with reason 2 ("WPA IE from
            (Re)AssocReq did not match with msg 2/4"); iwd as an AP uses reason 17. wpa_supplicant repeats the PMKID that it offered even
            when the AP did not know it.
            """,
        Next = """
            Compare both elements.
            If the client always does so, report it to the vendor of its driver; if it happens once, look for a second transmitter with the
            client's address.
            """,
        Values =
        [
            ("fields", "fields that differ"),
            ("request", "body of the RSNE (of the WPA element) of the request in hexadecimal"),
            ("message2", "that of message 2, empty when it carries none"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        if (e.Association is not
            {
                Request: { IsCutOff: false } request, IsFtProtocol: false, HandshakeCount: 1,
                Handshake: { } handshake
            } association
            || e.Message is not { Frame.IsCutOff: false, IsEncrypted: false } message
            || message.Frame.MillisecondsSince(request) > LongestMilliseconds || association.ResponseStatus is not (null or 0)
            || !SecurityElement.TryFind(request.Elements, out Element requested, out _)
            || !TryFind(message, requested, out Element sent, out bool isMissing)
            || (!isMissing && sent.Body.SequenceEqual(requested.Body)) || !SecurityElement.TryParse(requested, out Rsne before))
        {
            return;
        }

        Rsne now = default;
        if (!isMissing && !SecurityElement.TryParse(sent, out now))
        {
            return;
        }

        RsneFields fields = isMissing ? RsneFields.None : Rsne.Differences(before, now, ignorePmkids: association.Akm is { IsFt: true });
        if ((fields == RsneFields.None && !isMissing) || WasReported(handshake, message, sent.Body))
        {
            return;
        }

        string name = SecurityElement.NameOf(requested);
        report.Add(Info,
            isMissing ? $"Message 2 has no {name}; the association request has one." : $"The {name} of message 2 differs from the "
            + $"association request in {Words(fields, before, now)}.", new Detail
            {
                Severity = fields == RsneFields.Pmkids ? Severity.Warn : Severity.Error,
                Octets = isMissing ? null : (sent.Offset, sent.Octets.Length),
                Related = [new RelatedFrame(request.Ref, $"association request with the other {name}")],
                Values =
                [
                    FindingValue.Of("fields", isMissing ? "all" : RsneText.FieldNames(fields)),
                    FindingValue.Of("request", Convert.ToHexStringLower(requested.Body)),
                    FindingValue.Of("message2", isMissing ? "" : Convert.ToHexStringLower(sent.Body)),
                ],
            });
    }

    /// <summary>
    /// The element of message 2 of the kind that the request has, or that there is none; false when the key data cannot be read to the end,
    /// or the descriptor is of the other kind: then the request is of another association.
    /// </summary>
    private static bool TryFind(HandshakeFrame message, scoped in Element requested, out Element element, out bool isMissing)
    {
        Kdes kdes = message.Kdes;
        bool isRsn = requested.Id == ElementId.Rsne;
        isMissing = !(isRsn ? kdes.TryFindElement(ElementId.Rsne, out element) : WpaElement.TryFind(kdes, out element, out _));
        return message.Key.DescriptorType == (isRsn ? EapolKey.RsnDescriptor : EapolKey.WpaDescriptor)
            && (!isMissing || (!kdes.KeyData.IsEmpty && kdes.Error is null));
    }

    /// <summary>An earlier transmission of message 2 in this handshake had the same element: said once is enough.</summary>
    private static bool WasReported(Handshake handshake, HandshakeFrame message, ReadOnlySpan<byte> body)
    {
        foreach (HandshakeFrame earlier in handshake.M2)
        {
            if (earlier != message
                && (earlier.TryGetRsne(out Element element, out _) || earlier.TryGetWpa(out element, out _)
                    ? element.Body.SequenceEqual(body)
                    : body.IsEmpty))
            {
                return true;
            }
        }

        return false;
    }

    private static string Words(RsneFields fields, in Rsne before, in Rsne now) => fields switch
    {
        RsneFields.Capabilities => $"RSN Capabilities ({now.Capabilities.GetValueOrDefault()} instead of "
            + $"{before.Capabilities.GetValueOrDefault()})",
        RsneFields.Pmkids => $"the PMKID List ({Counted(now)} instead of {Counted(before)})",
        RsneFields.Akms when before.Akms.Count == 1 && now.Akms.Count == 1 => $"the AKM suite ({now.Akms[0]} instead of {before.Akms[0]})",
        RsneFields.PairwiseCiphers
            when before.PairwiseCiphers.Count == 1 && now.PairwiseCiphers.Count == 1 =>
                $"the pairwise cipher suite ({now.PairwiseCiphers[0]} instead of {before.PairwiseCiphers[0]})",
        RsneFields.GroupDataCipher
            when before.GroupDataCipher is { } there && now.GroupDataCipher is { } here =>
                $"the Group Data Cipher Suite ({here} instead of {there})",
        _ => RsneText.FieldNames(fields),
    };

    private static string Counted(in Rsne rsne) => rsne.PmkidsThere switch
    {
        0 => "none",
        1 => $"{Convert.ToHexStringLower(rsne.Pmkid(0))[..8]}…",
        var count => $"{count} PMKIDs",
    };
}
