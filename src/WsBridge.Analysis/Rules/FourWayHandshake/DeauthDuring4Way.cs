using System.Globalization;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Deauthentication or Disassociation between message 1 and message 4.</summary>
public sealed class DeauthDuring4Way : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-019", "deauth-during-4way", Severity.Error, ExpertGroup.Response, Fault.Unknown, "The 4-way handshake was ended by Deauthentication or Disassociation.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.ReasonCodes,
        Explanation = "The reason code says who gave up and often why: 2 an element or FT check of the AP, 14 a Michael failure, 15 no answer in time, 17 the client found another RSNE than in the Beacon, 23 802.1X failed, 49 to 51 PMKID, MDE or FTE.",
        Implementations = "hostapd uses 2 for nearly everything but the timeouts (15, 16). wpa_supplicant uses 1 or 17, iwd 1 or 17.",
        Next = "Read it together with the finding on the message before it.",
        Values = [("reason", "reason code"), ("by", "ap or sta"), ("after_ms", "milliseconds after the last message")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.Deauthentication;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.End is not { By: HandshakeEndedBy.Ap or HandshakeEndedBy.Sta } end)
        {
            return;
        }

        bool byAp = end.By == HandshakeEndedBy.Ap;
        string who = byAp ? "AP" : "client";
        string frame = (end.IsBroadcast ? "a broadcast " : "") + (end.Frame.Kind == FrameKind.Disassociation ? "Disassociation" : "Deauthentication");
        string after = end.MillisecondsAfterLast.ToString("0.0", CultureInfo.InvariantCulture);
        var values = new List<FindingValue> { FindingValue.Of("by", byAp ? "ap" : "sta"), FindingValue.Of("after_ms", end.MillisecondsAfterLast) };
        if (end.Reason is { } code)
        {
            values.Insert(0, FindingValue.Of("reason", code));
        }

        context.Report(Info, $"The {who} ended the 4-way handshake with {frame}, {end.ReasonText}, {after} ms after message {end.Handshake.Last.Number}.", new Detail
        {
            Severity = end.IsLeaving || !end.IsCertain ? Severity.Note : Severity.Error,
            Fault = FaultOf(end),
            Verdict = end.Handshake.M3.Count == 1 ? HandshakeVerdict.Of(context, end) : null, // no other rule speaks of a single message 3
            Next = end.IsBroadcast ? BroadcastNext : null,
            Related = [new RelatedFrame(end.Handshake.Last.Frame.Ref, $"message {end.Handshake.Last.Number}, the last one")],
            Values = values,
        });
    }

    private const string BroadcastNext = "It was sent to every client. See in the log of the AP whether it (or this radio) restarted or was configured at that time; if not, look for a second transmitter with its address.";

    /// <summary>A client that finds another RSNE in message 3 than in the Beacon has found the AP at fault (or an attack).</summary>
    private static Fault FaultOf(HandshakeEnd end) => end.Reason == 17 && end.By == HandshakeEndedBy.Sta ? Fault.Ap : Fault.Unknown;
}
