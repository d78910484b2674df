using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The AP refused an SAE confirm: mostly the passwords differ.</summary>
internal sealed class SaeConfirmRefused : IRule<AuthenticationResponseReceived>
{
    private const ushort UnspecifiedFailure = 1;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-006", "sae-confirm-refused", Severity.Error, ExpertGroup.Security, Fault.Config,
        "The AP refused the SAE confirm: the passwords of client and AP differ.")
    {
        Milder = [Severity.Warn],
        Clause = Clauses.StatusCodes,
        Rank = ExplanationRank.Refusal,
        Explanation = """
            Both commits were accepted, so group and method match; the confirm proves that both sides know the same password, and it does
            not verify.
            With status 15 (challenge failure) the password of the client differs from that of this AP, or of this AP from the others.
            Status 1 is a warning: an AP that has several passwords refuses with it, and tries another one when the client comes again.
            Other statuses are explained by their usual cause.
            """,
        Implementations = """
            hostapd answers status 15 and logs "SAE: Confirm mismatch", with sae_track_password and several passwords status 1;
            wpa_supplicant reports CTRL-EVENT-AUTH-REJECT with status_code=15 and counts it as a failure of the network, not as a wrong key.
            """,
        Next = """
            Compare the WPA3 password of client and AP, and between the APs of the SSID when it fails at one of them alone.
            With several passwords (password identifiers, per client), see which one applies to this client.
            """,
        Values = [("status", "status code")],
    };

    /// <inheritdoc/>
    public void Check(in AuthenticationResponseReceived e, in Report report)
    {
        if (!AuthenticationAnswer.IsRefusal(e.Frame)
            || !Authentication.TryParse(e.Frame.Header, out Authentication answer, out _)
            || answer is not { Algorithm: Authentication.Sae, Transaction: 2 })
        {
            return;
        }

        Refusal refusal = Refusal.Of(answer.Status);
        bool isPassword = answer.Status == StatusCodes.ChallengeFailure;
        if (answer.Status == UnspecifiedFailure)
        {
            refusal = new Refusal(Severity.Warn, Fault.Config,
                "the passwords differ; an AP that has several passwords tries another one when the client comes again",
                "Nothing to do if one of the next attempts succeeds. Otherwise compare the WPA3 password of client and AP.");
        }

        StoredFrame? confirm = e.Association.Pending is { Step: ConnectionStep.SaeApConfirm } waiting ? waiting.Last : null;
        string why = isPassword ? "the client's password differs from this AP's" : refusal.Cause;
        report.Add(Info, $"The AP refused the SAE confirm with status {StatusCodes.Describe(answer.Status)}: {why}.", new Detail
        {
            Severity = isPassword ? Severity.Error : refusal.Severity,
            Fault = isPassword ? Fault.Config : refusal.Fault,
            Next = isPassword ? null : refusal.Next,
            Related = confirm is null ? null : [new RelatedFrame(confirm.Ref, "confirm refused")],
            Values = [FindingValue.Of("status", answer.Status)],
        });
    }
}
