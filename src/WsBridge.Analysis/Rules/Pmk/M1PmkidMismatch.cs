using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>Message 1 names a PMKID that the known key does not make: the AP may have another PMK.</summary>
/// <remarks>
/// Judged when it is clear how the handshake went: where both sides turn out to have the key, the AP makes its PMKIDs in a way of its own.
/// </remarks>
internal sealed class M1PmkidMismatch : IRule<Message3Received>, IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-011", "m1-pmkid-mismatch", Severity.Warn, ExpertGroup.Security, Fault.Unknown,
        "The PMKID in message 1 does not belong to the known PMK.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.Pmkid,
        Explanation = """
            The PMKID in message 1 is derived from the AP's PMK.
            A known key that does not produce it by any derivation of the AKM, for any AP of the SSID, is not the PMK that the AP has:
            RADIUS server and client derived different MSKs, or the AP uses an old one.
            The known key is the one that verifies the MIC of message 2, otherwise one supplied for this SSID or delivered by RADIUS for
            this attempt.
            Where message 3 shows that both sides have it, this is a note, once per BSS: some APs compute PMKIDs in their own way.
            With FT-EAP the whole MSK must be known.
            """,
        Implementations = """
            wpa_supplicant logs "PMKID mismatch - authentication server may have derived different MSK?!" and does not answer (seen with
            FreeRADIUS 2.2.6 and 3.0.7 and TLS 1.2).
            """,
        Next = """
            Compare the PMK in the logs of client, AP and RADIUS server; after full EAP, suspect the MSK that the server derived.
            """,
        Values = [("pmkid", "PMKID of message 1 in hexadecimal"), ("key", "where the key is from that does not make it")],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        if (e.Handshake is { M3.Count: 1, M1: [.., var message1] }
            && e is { Message.Mic: MicState.Valid, Keys: { NotOfPmkid: { } key, Cause: null } }
            && message1.Kdes.TryFind(KdeType.Pmkid, out Kde kde))
        {
            string text = $"{Words(kde)} the key that both sides use (key: {key.Source}): the AP computes its PMKIDs in its own way.";
            report.Add(Info, text, DetailOf(message1, kde, key) with
            {
                Severity = Severity.Note,
                Fault = Fault.Ap,
                Once = Once.PerBss,
                Next = "Nothing to do, unless PMKSA caching never works with this AP.",
            });
        }
    }

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        HandshakeEnd end = e.End;
        if (end.Stage is HandshakeStage.Message1Unanswered or HandshakeStage.Message2Unanswered
            && e.Association.Handshake is { M1: [.., var message1] }
            && e.Keys is { NotOfPmkid: { } key, Cause: null } keys && message1.Kdes.TryFind(KdeType.Pmkid, out Kde kde))
        {
            string whose = key == keys.Key ? "the key that the client used for message 2"
                : key.IsFromRadius ? "the key that RADIUS delivered in this attempt"
                : key.Binding.Sta is not null ? "the key given for this client"
                : "the key given for this SSID or used by its APs";
            string text = $"{Words(kde)} {whose} (key: {key.Source}): the AP has a different PMK; then {EndText.Short(end)}.";
            report.AddMissing(Info, end, text, DetailOf(message1, kde, key));
        }
    }

    private static string Words(in Kde kde) => $"Message 1 names PMKID {Offer.Short(kde.Data)}, which does not belong to";

    private static Detail DetailOf(HandshakeFrame message1, in Kde kde, KnownKey key) => new()
    {
        About = [message1.Frame],
        Related = [new RelatedFrame(message1.Frame.Ref, "message 1 with the PMKID")],
        Values = [FindingValue.Of("pmkid", Convert.ToHexStringLower(kde.Data)), FindingValue.Of("key", key.Source)],
    };
}
