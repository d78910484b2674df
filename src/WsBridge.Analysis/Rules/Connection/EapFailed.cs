using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The authentication server rejected the client: EAP-Failure.</summary>
internal sealed class EapFailed : IRule<EapFailureReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-015", "eap-failed", Severity.Error, ExpertGroup.Security, Fault.Config,
        "The authentication server rejected the client with EAP-Failure.")
    {
        Milder = [Severity.Note],
        Rank = ExplanationRank.Refusal,
        Explanation = """
            EAP-Failure is the server's answer, which the AP relays: credentials, certificate, policy, or no EAP method that both sides
            accept.
            RF, AP and 802.11 are not at fault.
            A note where it comes before the client has sent anything: some APs send it to clear an old session.
            Also a note where it may only have provisioned the client, which ends this way by design: EAP-FAST without the server's
            certificate, and EAP-NOOB.
            Wi-Fi Protected Setup is not reported: it ends with EAP-Failure by design.
            """,
        Implementations = """
            Servers send Access-Reject with EAP-Failure in it; some APs send EAP-Failure of their own when the server does not answer.
            Then comes a deauthentication, often with reason 23.
            """,
        Next = """
            Look for this client in the log of the authentication server (RADIUS): it names the reason.
            The EAP-Response/Identity frame has the identity.
            """,
        Values =
        [
            ("method", "EAP method that ran, by name; absent before one was asked for"),
            ("declined", "1 when the client had just declined a method, else 0"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in EapFailureReceived e, in Report report)
    {
        if (e.Exchange is not { IsWps: false } exchange)
        {
            return;
        }

        string? method = exchange.Method is { } type ? Eap.TypeName(type) : null;
        string text = exchange switch
        {
            { Type: null } => "The AP sent EAP-Failure before the client sent anything: "
                + "it apparently clears an earlier session.",
            { IsDeclined: true } => "The authentication server rejected the client (EAP-Failure) after the client declined "
                + $"{method ?? "the EAP method"}: client and server have no EAP method in common.",
            { MayEndInFailure: true } => $"{method} ended with EAP-Failure, as it does by design once it has provisioned the client. "
                + "(The result of the provisioning is encrypted.)",
            { Method: null } => "The authentication server rejected the client (EAP-Failure) on its identity, before any EAP method ran.",
            _ => $"The authentication server rejected the client: EAP-Failure after {method}. The RF is not at fault.",
        };
        var values = new List<FindingValue>();
        if (method is not null)
        {
            values.Add(FindingValue.Of("method", method));
        }

        values.Add(FindingValue.Of("declined", exchange.IsDeclined ? 1 : 0));
        bool isByDesign = exchange is { MayEndInFailure: true, IsDeclined: false };
        bool isNote = exchange.Type is null || isByDesign;
        report.Add(Info, text, new Detail
        {
            Severity = isNote ? Severity.Note : Severity.Error,
            Fault = isNote ? Fault.Unknown : Fault.Config,
            Next = isByDesign
                ? "Check whether the client comes back at once and succeeds with its new credentials. If it fails again and again, look "
                    + "for it in the log of the authentication server."
                : exchange.IsDeclined
                    ? "Configure an EAP method on the client that the server offers, or allow the client's method on the server."
                : null,
            Related = exchange.Before is { } before ? [new RelatedFrame(before.Ref, "EAP packet before it")] : null,
            Values = values,
        });
    }
}
