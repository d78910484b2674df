using System.Globalization;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>FT failed and the client associated in full in its place.</summary>
internal sealed class FtFallback : IRule<AttemptSucceeded>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-010", "ft-fallback", Severity.Warn, ExpertGroup.Sequence, Fault.Unknown,
        "FT failed, and the client fell back to a full association.")
    {
        Milder = [Severity.Note],
        ExplainsFailure = false,
        Explanation = """
            Reported on the frame that completed an association begun within two seconds after the failed FT attempt, with the same AP or
            another one.
            Findings on the failed attempt say why it failed.
            A note where nobody refused FT, since the capture may have missed the end of a success.
            A successful FT retry is not a fallback.
            """,
        Implementations = """
            iwd falls back after status 53; wpa_supplicant was seen to fall back to a full association with its old AP, and to retry FT
            endlessly after status 53.
            """,
        Next = "See the findings on the failed attempt: FT is configured but does not work between these two APs.",
        Values =
        [
            ("failed_roam", "index of the attempt that failed"),
            ("failed_to", "BSSID it tried"),
            ("cause", "ID of the rule that explains it; absent when none does"),
            ("type", "how it associated then"),
            ("lost_ms", "milliseconds from the first frame of the failed attempt to this one"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AttemptSucceeded e, in Report report)
    {
        if (e.Roam is not { IsFtProtocol: false, FailedFt: { } failed } roam || roam.Type.ToText() is not { } type)
        {
            return;
        }

        double lost = (roam.End.TimeMicroseconds - failed.Start.TimeMicroseconds) / 1000.0;
        var values = new List<FindingValue>
        {
            FindingValue.Of("failed_roam", failed.Index),
            FindingValue.Of("failed_to", failed.To.ToString()),
            FindingValue.Of("type", type),
            FindingValue.Of("lost_ms", lost),
        };
        if (failed.Cause is { } cause)
        {
            values.Insert(2, FindingValue.Of("cause", cause.Id));
        }

        string doubt = failed.IsCertain ? "" : " (The end of FT may have been missed.)";
        report.Add(Info,
            string.Create(CultureInfo.InvariantCulture, $"FT to {failed.To} failed; the client fell back to {type} at {roam.To}, "
            + $"{lost:0.0} ms after the FT attempt began.{doubt}"), new Detail
            {
                Severity = failed.IsCertain ? Severity.Warn : Severity.Note,
                Related =
                [
                    new RelatedFrame(failed.Start, "first frame of the attempt by FT"),
                    new RelatedFrame(roam.Start, "first frame of the fallback"),
                ],
                Values = values,
            });
    }
}
