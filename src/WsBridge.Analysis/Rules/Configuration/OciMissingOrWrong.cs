using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>Both sides validate the operating channel, and message 2 or message 3 does not name it, or names another one.</summary>
internal sealed class OciMissingOrWrong
    : IRule<Message2Received>, IRule<Message3Received>, IRule<AssociationRequestReceived>, IRule<AssociationResponseReceived>,
    IRule<SaQueryReceived>, IRule<GroupMessageReceived>, IRule<HandshakeFailed>
{
    /// <summary>Element ID Extension of the OCI element.</summary>
    private const byte Oci = 54;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-012", "oci-missing-or-wrong", Severity.Warn, ExpertGroup.Security, Fault.Sta,
        "Both sides validate the operating channel, but the sender's OCI is missing or names another channel.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.Message2,
        Explanation = """
            With OCVC in the RSN Capabilities of both sides, messages 2 and 3 and those of the group key handshake name the operating
            channel in an OCI KDE, FT reassociation in a subelement of the FTE, SA Query in an OCI element; without it, or with another
            channel, the receiver must suspect a man in the middle on another channel.
            Checked in message 2 and FT reassociation, which are unencrypted, and in message 3, the group key handshake and SA Query where a
            key decrypts them, against the AP's latest Beacon or Probe Response and the channel on which the frame was captured.
            A missing OCI of message 2 is a note where the AP continues, and a warning when the handshake has failed; an AP that continues
            without it sends none either, which is not reported.
            During a channel switch AP or client may name the other channel.
            Of multi-link clients the OCI may name the channel of any link of the association; where a link's channel is not known, only a
            missing OCI is reported. FILS encrypts its OCI in the (Re)Association frames: it is checked where a key decrypts them, which is
            without PFS.
            """,
        Implementations = """
            hostapd with ocv=1 drops such a message 2; with ocv=2 it continues when there is none. wpa_supplicant leaves after such a
            message 3 (AP waits for message 4: reason 15), message 1 of a group key handshake or FT Reassociation Response (reason 13). Both
            drop such an SA Query frame, so that the SA Query times out. hostapd 2.13-devel (August 2026) sends a multi-link client message
            1 of the group key handshake without OCI.
            """,
        Next = """
            Update the driver or supplicant of the side that sent it, or turn off operating channel validation on one side.
            If it happens once, look for a second transmitter on the other channel.
            """,
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        HandshakeFrame message = e.Message;
        if (e.Handshake.M2.Count == 1 && OciOf(e.Association, e.Message, out StoredFrame? beacon) is { Length: > 0 } oci)
        {
            Judge(e.Association, e.Frame, report, "message 2", oci, Fault.Sta, beacon!);
        }
    }

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.End is { Stage: HandshakeStage.Message2Unanswered, Handshake.M2: [.., var sent] }
            && OciOf(e.Association, sent, out StoredFrame? beacon) is { Length: 0 })
        {
            ReportMissing(report, sent, beacon!, Severity.Warn, "");
        }
    }

    /// <summary>
    /// The OCI of message 2 of the first handshake: empty when it has none, null where that cannot be told or is not due.
    /// </summary>
    private static byte[]? OciOf(Association association, HandshakeFrame message2, out StoredFrame? beacon) =>
        ChannelInformation.AreBothCapable(association, message2, out beacon) && association.HandshakeCount == 1
            && message2 is { Frame.IsCutOff: false, IsEncrypted: false } && message2.Kdes.Error is null
            ? OciOf(message2.Kdes).ToArray()
            : null;

    /// <summary>Message 2 had no OCI. An AP that continues all the same validates no channel with this client.</summary>
    private static bool IsContinuedWithout(Association association, out HandshakeFrame? message2, out StoredFrame? beacon)
    {
        message2 = association.Handshake is { M3.Count: > 0, M2: [.., var last] } ? last : null;
        beacon = null;
        return message2 is not null && OciOf(association, message2, out beacon) is { Length: 0 };
    }

    private void ReportMissing(in Report report, HandshakeFrame message2, StoredFrame beacon, Severity severity, string all) =>
        report.Add(Info, $"AP and client both set OCVC in their RSN Capabilities, but message 2 has no OCI{all}.", new Detail
        {
            Severity = severity,
            Fault = Fault.Sta,
            About = [message2.Frame],
            Related = [new RelatedFrame(beacon.Ref, "the AP's RSNE"), new RelatedFrame(message2.Frame.Ref, "message 2")],
        });

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        Association association = e.Association;
        if (e.Handshake.M3.Count == 1 && IsContinuedWithout(association, out HandshakeFrame? answered, out StoredFrame? known))
        {
            ReportMissing(report, answered!, known!, Severity.Note, ", and the AP continues all the same");
        }

        if (ChannelInformation.AreBothCapable(association, e.Message, out StoredFrame? beacon)
            && M3InClear.TryGetAnyLink(e, out Kdes kdes))
        {
            Judge(association, e.Frame, report, "message 3, decrypted,", OciOf(kdes), Fault.Ap, beacon);
        }
    }

    /// <inheritdoc/>
    public void Check(in SaQueryReceived e, in Report report)
    {
        if (ChannelInformation.AreBothCapable(e.Association, null, out StoredFrame? beacon)
            && ActionFrame.TryParse(e.Frame.Header, out ActionFrame action, out _)
            && SaQuery.TryParse(action, out SaQuery query, out _))
        {
            string where = $"the SA Query {(e.IsResponse ? "response" : "request")} of the {(e.FromAp ? "AP" : "client")}, decrypted,";
            ReadOnlySpan<byte> oci = query.Elements.TryFindExtension(Oci, out Element element) ? element.Body : default;
            Judge(e.Association, e.Frame, report, where, oci, e.FromAp ? Fault.Ap : Fault.Sta, beacon);
        }
    }

    /// <inheritdoc/>
    public void Check(in GroupMessageReceived e, in Report report)
    {
        if (e is { Message: { Mic: MicState.Valid, Frame.IsCutOff: false } message, Keys: { } keys }
            && message.Key.DescriptorType == EapolKey.RsnDescriptor
            && message.Key.Message == (e.FromAp ? HandshakeMessage.Group1 : HandshakeMessage.Group2)
            && (!e.FromAp || e.Association.GroupMessages.Messages.Count == 1)
            && ChannelInformation.AreBothCapable(e.Association, null, out StoredFrame? beacon)
            && (e.FromAp ? keys.TryGetKeyData(message, out Kdes kdes) : TryGetClear(message, out kdes)) && kdes.Error is null)
        {
            string where = e.FromAp ? "message 1 of the group key handshake, decrypted," : "message 2 of the group key handshake";
            Judge(e.Association, e.Frame, report, where, OciOf(kdes), e.FromAp ? Fault.Ap : Fault.Sta, beacon);
        }
    }

    private static bool TryGetClear(HandshakeFrame message, out Kdes kdes)
    {
        kdes = message.Kdes;
        return !message.IsEncrypted;
    }

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report) =>
        Check(e.Association, e.Frame, report, e.Association.Keys?.Fils?.Request, "Request", Fault.Sta);

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association.ResponseStatus == StatusCodes.Success)
        {
            Check(e.Association, e.Frame, report, e.Association.Keys?.Fils?.Response, "Response", Fault.Ap);
        }
    }

    /// <summary>A (Re)Association frame of FT, or of FILS where a key has decrypted it.</summary>
    private void Check(Association association, StoredFrame frame, in Report report, FilsClear? fils, string kind, Fault sender)
    {
        if (!ChannelInformation.AreBothCapable(association, null, out StoredFrame? beacon))
        {
            return;
        }

        if (fils?.Frame == frame.Ref)
        {
            Judge(association, frame, report, $"the FILS Association {kind}, decrypted,", fils.Oci, sender, beacon);
        }
        else if (association is { IsFtReassociation: true }
            && FtFrames.IsWhole(frame) && FtExchange.TryGetFte(frame.Elements, association.Akm, out _, out Fte fte))
        {
            fte.TryGetOci(out ReadOnlySpan<byte> oci);
            Judge(association, frame, report, $"the FT Reassociation {kind}", oci, sender, beacon);
        }
    }

    private static ReadOnlySpan<byte> OciOf(Kdes kdes) => kdes.TryFind(KdeType.Oci, out Kde oci) ? oci.Data : default;

    private void Judge(Association association, StoredFrame frame, in Report report, string where, ReadOnlySpan<byte> oci, Fault fault,
        StoredFrame beacon)
    {
        if (oci.IsEmpty && IsContinuedWithout(association, out _, out _))
        {
            return;
        }

        string? what = oci.IsEmpty ? $"AP and client both set OCVC in their RSN Capabilities, but {where} has no OCI."
            : ChannelInformation.IsOtherChannel(association, oci, frame, out string words)
                ? $"AP and client both set OCVC in their RSN Capabilities, but the OCI in {where} names {words}."
                : null;
        if (what is not null)
        {
            report.Add(Info, what, new Detail { Fault = fault, Related = [new RelatedFrame(beacon.Ref, "the AP's RSNE")] });
        }
    }
}
