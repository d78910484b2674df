using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>
/// The FT response over the air was sent again and again and never acknowledged: the client was not there any more, or did not hear it.
/// </summary>
internal sealed class FtAuthResponseUnacked : IRule<FtResponseUnacknowledged>
{
    /// <summary>A client waits as long on the channel of the target before it goes back, at least.</summary>
    private const double LateMilliseconds = 100;

    /// <summary>So many retries without an acknowledgement are no gap of the capture.</summary>
    private const int CertainRetries = 3;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-062", "ft-auth-response-unacked", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "The FT response was never acknowledged: it came late, when the client had left the channel.")
    {
        Milder = [Severity.Note],
        Explanation = """
            The AP repeated its FT response of status 0 over the air, no acknowledgement was captured, and no Reassociation Request
            followed within a second.
            A response that takes 100 ms or more is late: a client leaves the target's channel after a few hundred milliseconds and stays
            with its old AP.
            A note where the response came in time, because then the client may not hear the AP, and where the capture may have missed the
            acknowledgement.
            """,
        Implementations = """
            hostapd answers only when it has the PMK-R1; where it has to pull it from the R0KH over the wired network, that takes as long
            as the R0KH needs, and forever when requests are lost.
            Linux clients retry a request over the air after 100 ms, twice.
            """,
        Next = """
            Measure how long the target AP waits for the PMK-R1 from the R0KH: the wired path between the two APs, its packet loss and the
            R0KH's load.
            Let the R0KH push keys to its neighbors (pmk_r1_push in hostapd) instead of having them pulled.
            """,
        Values =
        [
            ("response_ms", "milliseconds from the latest request to the response"),
            ("transmissions", "how often the response was sent"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseUnacknowledged e, in Report report)
    {
        if (e.Association is not { Ft.Responses: [.., var response] } association
            || association.Ft.Requests.LastOrDefault(asked => asked.Ref.TimeMicroseconds <= response.Ref.TimeMicroseconds)
                is not { } request)
        {
            return;
        }

        double took = response.MillisecondsSince(request);
        int transmissions = response.Acknowledgement.Retries + 1;
        bool isLate = took >= LateMilliseconds;
        bool isCertain = request.IsAcknowledged || response.Acknowledgement.Retries >= CertainRetries;
        string text =
            string.Create(CultureInfo.InvariantCulture, $"The FT response came {took:0} ms after the request, was sent {transmissions} "
                + $"times and never acknowledged: ")
            + (isLate ? "the client had already left the channel." : "the client did not hear the AP or had already left its channel.");
        report.Add(Info, isCertain ? text : text + " (The acknowledgment may have been sent but not captured.)", new Detail
        {
            Severity = isLate && isCertain ? Severity.Warn : Severity.Note,
            Fault = isLate && isCertain ? Fault.Ap : Fault.Unknown,
            Next = isLate
                ? null
                : "The AP was quick enough. Compare signal and transmit power of both sides at this place, and whether other frames of "
                    + "this AP reach the client.",
            About = [response],
            Related =
            [
                new RelatedFrame(request.Ref, "FT request"),
                new RelatedFrame(response.Ref, "FT response that was not acknowledged"),
            ],
            Values = [FindingValue.Of("response_ms", took), FindingValue.Of("transmissions", transmissions)],
        });
    }
}
