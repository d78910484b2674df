using System.Globalization;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A roam by a method that should be quick took longer than a voice call can hide.</summary>
internal sealed class RoamSlow : IRule<AttemptSucceeded>
{
    private const double NoteMilliseconds = 150;
    private const double WarnMilliseconds = 1000;
    private const string Acknowledgement = "the acknowledgement of message 1";
    private const string AssociationResponse = "the AP's association response";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-002", "roam-slow", Severity.Warn, ExpertGroup.Sequence, Fault.Unknown,
        "A roam without EAP or SAE took longer than voice tolerates.")
    {
        Milder = [Severity.Note],
        ExplainsFailure = false,
        Explanation = """
            A note above 150 ms, the limit for voice, and a warning above 1 s; the target of FT is 50 ms.
            These are industry figures, not from the standard.
            Measured for roams from one AP to another by FT, a cached PMKSA, OKC or a preshared key, from the first frame to message 4 (to
            the response under FT).
            Where message 1 was not acknowledged until it was sent again, the wait is for that, and not for message 2.
            Where the AP first put the association off with status 30, the finding says so.
            FT over the DS counts from the Reassociation Request, because until then the client is still on its old AP.
            EAP, SAE and OWE take longer by nature and are not reported; nor are first associations.
            """,
        Next = """
            The longest wait shows which side was slow.
            If it is the AP, look at how fast it gets the key (from the other AP or the authentication server); if it is the client, look
            at its driver.
            """,
        Values =
        [
            ("type", "how it associated, as in `wsbridge roams`"),
            ("roam_ms", "milliseconds from the first frame that counts to the last"),
            ("wait_ms", "the longest wait for one frame"),
            ("wait_for", "that frame"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AttemptSucceeded e, in Report report)
    {
        if (e.Roam is not
            {
                IsMove: true, Authentication: RoamAuthentication.Ft or RoamAuthentication.Pmksa or RoamAuthentication.Okc
            or RoamAuthentication.Psk
            } roam
            || (roam.Type == RoamType.FtOverTheDs ? roam.Frames.AssociationRequest : roam.Start) is not { } start)
        {
            return;
        }

        double took = Milliseconds(start, roam.End);
        if (took <= NoteMilliseconds)
        {
            return;
        }

        (string waitFor, double wait) = LongestWait(roam, roam.Association.Handshake, start);
        bool isUnheard = waitFor == Acknowledgement;
        FrameRef? putOff = waitFor == AssociationResponse ? PutOff(roam, start) : null;
        string what = isUnheard ? $"{waitFor}, which was sent {roam.Frames.M1.Count} times before it was acknowledged"
            : putOff is not null ? $"{waitFor}, which the AP put off (status 30)"
            : waitFor;
        string type = roam.Type.ToText()!;
        report.Add(Info,
            string.Create(CultureInfo.InvariantCulture, $"The roam took {took:0.0} ms ({type}); voice tolerates {NoteMilliseconds:0} ms. "
            + $"The longest wait, {wait:0.0} ms, was for {what}."), new Detail
            {
                Next = isUnheard
                ? "The client did not hear message 1: it was not yet on the channel of the new AP, was asleep, or had not tuned its "
                    + "receiver to the new band. Look at the client's driver, and at the power and data rate with which the AP sends "
                    + "message 1."
                : putOff is not null
                ? roam.Association.UsesManagementFrameProtection
                    ? "The AP still had an association of this client, which is protected: it first finds out by SA Query whether that is "
                        + "alive. A shorter comeback time and SA Query timeout on the AP make that quicker; a client that leaves with an "
                        + "encrypted Deauthentication is spared it."
                    : "The AP asked the client to come back later: its log says why."
                : null,
                Severity = took > WarnMilliseconds ? Severity.Warn : Severity.Note,
                Related =
                [
                    new RelatedFrame(start, "first frame that counts"),
                    .. putOff is { } response ? (RelatedFrame[])[new RelatedFrame(response, "response of status 30")] : [],
                ],
                Values =
                [
                    FindingValue.Of("type", type),
                    FindingValue.Of("roam_ms", took),
                    FindingValue.Of("wait_ms", wait),
                    FindingValue.Of("wait_for", waitFor),
                ],
            });
    }

    private static (string For, double Milliseconds) LongestWait(Roam roam, Handshake? handshake, FrameRef start)
    {
        RoamFrames frames = roam.Frames;
        (string Name, FrameRef? Frame)[] steps =
        [
            ("the AP's authentication response", frames.AuthenticationResponse),
            ("the client's association request", frames.AssociationRequest),
            (AssociationResponse, frames.AssociationResponse),
            ("the AP's message 1", First(frames.M1)),
            (Acknowledgement, FirstAcknowledged(handshake)),
            ("the client's message 2", First(frames.M2)),
            ("the AP's message 3", First(frames.M3)),
            ("the client's message 4", First(frames.M4)),
        ];
        (string For, double Milliseconds) longest = ("its frames", 0);
        foreach ((string name, FrameRef? frame) in steps)
        {
            if (frame is { } step && step.TimeMicroseconds >= start.TimeMicroseconds)
            {
                double wait = Milliseconds(start, step);
                longest = wait > longest.Milliseconds ? (name, wait) : longest;
                start = step;
            }
        }

        return longest;
    }

    /// <summary>The response of status 30 that came before the one that accepted; null when there was none.</summary>
    private static FrameRef? PutOff(Roam roam, FrameRef start) =>
        roam.Association.Comebacks.Latest is { } response && response.TimeMicroseconds >= start.TimeMicroseconds
        && response.TimeMicroseconds < roam.Frames.AssociationResponse?.TimeMicroseconds ? response : null;

    /// <summary>The message 1 that was acknowledged first, where those before it were not; null where nothing tells.</summary>
    private static FrameRef? FirstAcknowledged(Handshake? handshake)
    {
        HandshakeFrame? heard = handshake?.M1.FirstOrDefault(message => message.Frame.IsAcknowledged);
        return heard is not null && heard != handshake!.M1[0] ? heard.Frame.Ref : null;
    }

    private static FrameRef? First(Transmissions<FrameRef> frames) => frames.Count > 0 ? frames[0] : null;

    private static double Milliseconds(FrameRef from, FrameRef to) => (to.TimeMicroseconds - from.TimeMicroseconds) / 1000.0;
}
