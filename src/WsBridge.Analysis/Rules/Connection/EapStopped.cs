using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>An EAP exchange stopped without a result.</summary>
internal sealed class EapStopped : IRule<ConnectionStopped>
{
    private const byte Identity = 1;

    /// <summary>Servers and people take their time; the end of a shorter pause may have another reason.</summary>
    private const double SilentMilliseconds = 2_000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-016", "eap-stopped", Severity.Error, ExpertGroup.Sequence, Fault.Unknown,
        "The EAP exchange stalled without a result.")
    {
        Milder = [Severity.Warn, Severity.Note],
        Explanation = """
            Neither EAP-Success nor EAP-Failure follows until the client starts over, either side ends it, half a minute passes, or the
            capture ends.
            The last sender shows who is silent: after the client's identity it is usually the RADIUS server that does not answer
            (unreachable, wrong shared secret, AP not listed as its client); after a later response it is the server, or a packet too long
            for the path to it; after a request it is the client, which has no profile for this network, waits for its user, or does not
            trust the server's certificate.
            A note where either side leaves at once or the answer may have been missed.
            """,
        Implementations = """
            hostapd repeats an EAP request after about 3 s and a RADIUS request likewise, and ends with reason 23.
            A server with a different shared secret silently drops the request.
            """,
        Next = """
            Check whether the RADIUS server received this AP's request at that time; `--radius` reads a capture of that side.
            """,
        Values =
        [
            ("last", "who sent last: sta or ap"),
            ("type", "EAP type of the last packet, by name"),
            ("times", "how often the last packet was sent"),
            ("waited_ms", "milliseconds from the last packet to the end"),
            ("ended", "ap, sta, new-attempt, silence or capture-end"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is not { Pending: { Step: ConnectionStep.Eap, Eap: { IsWps: false, Last: { } last } eap } } stop)
        {
            return;
        }

        double waited = stop.WaitedSinceLast;
        bool isSilent = waited >= SilentMilliseconds || eap.Times >= 3;
        bool isCertain = isSilent && stop.WasHeard && stop.By is not (ConnectionStoppedBy.Silence or ConnectionStoppedBy.CaptureEnd);
        string who = !eap.IsLastFromSta ? "The client did not continue"
            : eap.Type == Identity ? "The AP apparently got no answer from the authentication server"
            : "The authentication server or the AP did not continue";
        string sent = eap.Times > 1 ? $", sent {EndText.Times(eap.Times)}" : "";
        string received = last.IsAcknowledged ? ", which was acknowledged" : "";
        string doubt = isCertain ? "" : " (An answer may have been sent but not captured.)";
        string message = isSilent
            ? $"{who}: nothing followed {eap.LastWords}{sent}{received} for {waited:0} ms; then {stop.Words}.{doubt}"
            : $"The EAP exchange ended {waited:0} ms after {eap.LastWords}{sent}{received}: {stop.Words}.";
        report.Add(Info, message, new Detail
        {
            Severity = !isCertain ? Severity.Note : stop.By == ConnectionStoppedBy.NewAttempt ? Severity.Warn : Severity.Error,
            Fault = FaultOf(eap, last, isCertain),
            Next = eap.IsLastFromSta
                ? null
                : "Look at the client: its profile for this network, a prompt that waits for the user, its trust in the server's "
                    + "certificate.",
            About = [last],
            Related = [new RelatedFrame(last.Ref, "the last EAP packet")],
            Values =
            [
                FindingValue.Of("last", eap.IsLastFromSta ? "sta" : "ap"),
                FindingValue.Of("type", eap.Type is { } type ? Eap.TypeName(type) : "none"),
                FindingValue.Of("times", eap.Times),
                FindingValue.Of("waited_ms", waited),
                FindingValue.Of("ended", Unanswered.Ended(stop.By)),
            ],
        });
    }

    /// <summary>
    /// A single response of the client that the monitor missed looks like a client that is silent; the AP would ask again.
    /// </summary>
    private static Fault FaultOf(EapExchange eap, StoredFrame last, bool isCertain)
    {
        if (!isCertain || !(last.IsAcknowledged || eap.Times >= 2))
        {
            return Fault.Unknown;
        }

        return eap.IsLastFromSta ? Fault.Ap : eap.Times >= 2 ? Fault.Sta : Fault.Unknown;
    }
}
