using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>Both sides have confirmed, and the client starts SAE over instead of associating.</summary>
internal sealed class SaeConfirmNotTaken : IRule<ConnectionStopped>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-011", "sae-confirm-not-taken", Severity.Warn, ExpertGroup.Security, Fault.Unknown,
        "The client did not accept the AP's SAE confirm.")
    {
        Milder = [Severity.Note],
        Explanation = """
            The AP has sent its confirm, but the client does not associate: it starts SAE over or ends it.
            The AP's confirm probably did not verify: the client's password differs from this AP's, and the client was the first to find
            out.
            A note where the confirm was not acknowledged, because the client may not have received it, or the client is silent from then
            on; not reported where the client goes to another AP.
            A note too where the client comes back with Open System and the AP takes SAE alone: the client has the PMKSA of this SAE, so
            the passwords are the same, and it did not associate for another reason.
            """,
        Implementations = "wpa_supplicant drops a confirm that does not verify and tries again; it reports only a timeout.",
        Next = """
            Compare the WPA3 password of client and AP.
            If it is right, look at the client's log between the confirm and the next commit.
            """,
        Values =
        [
            ("acknowledged", "1 when the confirm of the AP was acknowledged in the capture, else 0"),
            ("waited_ms", "milliseconds from the confirm to the end"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is not { Pending: { Step: ConnectionStep.SaeConfirmed } confirmed, Elsewhere: false } stop
            || stop.By == ConnectionStoppedBy.Ap)
        {
            return;
        }

        bool isReceived = confirmed.First.IsAcknowledged;
        if (stop.By is (ConnectionStoppedBy.Silence or ConnectionStoppedBy.CaptureEnd) && !isReceived)
        {
            return; // the monitor has lost the client, or the client the AP
        }

        if (IsBackWithPmksa(e.Association.Bss, stop))
        {
            Add(Severity.Note, $"The AP sent its SAE confirm, but the client did not associate; {stop.Waited:0} ms later it came back with "
                + "Open System, that is with the PMKSA of this SAE. The passwords are the same.",
                "Look at the client's log between the confirm and the next Authentication: the client did not associate for another reason.",
                report);
            return;
        }

        string doubt = !isReceived ? " (The capture has no acknowledgment: the client may not have received it.)"
            : stop.IsCertain ? "" : " (It may have continued without being captured.)";
        string text = $"The AP sent its SAE confirm, but the client did not associate; {stop.Waited:0} ms later {stop.Words}. "
            + $"The passwords {(stop.IsCertain ? "probably" : "may")} differ.{doubt}";
        Add(isReceived && stop.IsCertain ? Severity.Warn : Severity.Note, text, null, report);

        void Add(Severity severity, string text, string? next, in Report report) => report.Add(Info, text, new Detail
        {
            Severity = severity,
            Next = next,
            About = [confirmed.First],
            Related = [new RelatedFrame(confirmed.First.Ref, "confirm of the AP")],
            Values = [FindingValue.Of("acknowledged", isReceived ? 1 : 0), FindingValue.Of("waited_ms", stop.Waited)],
        });
    }

    /// <summary>Who has no PMKSA has to begin with SAE at an AP that takes nothing else.</summary>
    private static bool IsBackWithPmksa(Bss bss, ConnectionStop stop) =>
        stop.By == ConnectionStoppedBy.NewAttempt
        && Authentication.TryParse(stop.Frame.Header, out Authentication authentication, out _)
        && authentication.Algorithm == Authentication.OpenSystem
        && bss.Beacon is { } beacon && BeaconFrames.TryGetRsne(beacon, out _, out Rsne rsne) && IsSaeAlone(rsne.Akms);

    private static bool IsSaeAlone(AkmSuiteList akms)
    {
        for (int i = 0; i < akms.Count; i++)
        {
            if (!akms[i].IsSae)
            {
                return false;
            }
        }

        return akms.Count > 0;
    }
}
