using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
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
            With SAE-PK it may also be the AP's public key or signature, which the confirm carries.
            A note where the confirm was not acknowledged, because the client may not have received it, or the client is silent from then
            on; not reported where the client goes to another AP.
            A note too where the client comes back with Open System and the AP takes SAE alone: so does a client that has the PMKSA of this
            SAE. Then the passwords are the same, and it did not associate for another reason.
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

        if (MayHavePmksa(e.Association.Bss, stop))
        {
            Add(Severity.Note, $"The AP sent its SAE confirm, but the client did not associate; {stop.Waited:0} ms later it came back with "
                + "Open System, as a client does that has a PMKSA: the passwords are probably the same.",
                "Look at the client's log between the confirm and the next Authentication: why did it not associate?", report);
            return;
        }

        string doubt = !isReceived ? " (The capture has no acknowledgment: the client may not have received it.)"
            : stop.IsCertain ? "" : " (It may have continued without being captured.)";
        string probably = stop.IsCertain ? "probably" : "may";
        bool isPk = confirmed is { SaeStatus: StatusCodes.SaePk };
        string why = !isPk ? $"The passwords {probably} differ."
            : LacksPkElement(confirmed.First) ? "The client uses SAE-PK, and the AP's confirm has no SAE-PK element."
            : "The client uses SAE-PK: either the passwords differ, or the AP's public key or signature does not verify.";
        string text = $"The AP sent its SAE confirm, but the client did not associate; {stop.Waited:0} ms later {stop.Words}. "
            + $"{why}{doubt}";
        string? nextOfPk = isPk
            ? "Compare the WPA3 password of client and AP, then the AP's SAE-PK key and modifier with the password that was made from them "
                + "(hostapd: sae_password with pk)."
            : null;
        Add(isReceived && stop.IsCertain ? Severity.Warn : Severity.Note, text, nextOfPk, report);

        void Add(Severity severity, string text, string? next, in Report report) => report.Add(Info, text, new Detail
        {
            Severity = severity,
            Next = next,
            About = [confirmed.First],
            Related = [new RelatedFrame(confirmed.First.Ref, "confirm of the AP")],
            Values = [FindingValue.Of("acknowledged", isReceived ? 1 : 0), FindingValue.Of("waited_ms", stop.Waited)],
        });
    }

    /// <summary>With SAE-PK the public key, its modifier and signature follow the confirm, the latter two in the SAE-PK element.</summary>
    private static bool LacksPkElement(StoredFrame confirm)
    {
        const byte saePk = 0x1F;
        return !confirm.IsCutOff && Authentication.TryParse(confirm.Header, out Authentication authentication, out _)
            && authentication.AlgorithmBody.IndexOf((ReadOnlySpan<byte>)[0x50, 0x6F, 0x9A, saePk]) < 0;
    }

    /// <summary>Who has no PMKSA has to begin with SAE at an AP that takes nothing else.</summary>
    private static bool MayHavePmksa(Bss bss, ConnectionStop stop) =>
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
