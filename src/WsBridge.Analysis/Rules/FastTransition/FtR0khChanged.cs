using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A client roams with another R0KH-ID than that of its latest initial association with the mobility domain.</summary>
internal sealed class FtR0khChanged : IRule<FtRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-027", "ft-r0kh-changed", Severity.Note, ExpertGroup.Sequence, Fault.Sta,
        "A client roams with an R0KH-ID that differs from its latest initial association.")
    {
        Clause = Clauses.FtFirstMessage,
        Explanation = """
            The R0KH-ID of an FT request names the key holder of the PMK-R0 from the latest initial association with the mobility domain.
            Another one means that the client uses an older PMK-R0, which its holder may have dropped.
            Compared with the latest initial association captured up to message 4; the capture may lack a later one.
            """,
        Implementations = """
            hostapd asks the R0KH that is named; where that one is not configured or has dropped the key, status 53 follows.
            """,
        Next = """
            If the AP answers status 53, report it to the vendor of the client's supplicant; otherwise the capture lacks an initial
            association.
            """,
        Values = [("r0kh_id", "R0KH-ID of the FT request, escaped"), ("expected", "R0KH-ID of the initial association, escaped")],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report)
    {
        if (e.Association is not { Ft.Unanswered: 1, Initial: { IsComplete: true, Response: { } response } initial } association
            || !FtExchange.TryGetFte(response.Elements, initial.Akm, out _, out Fte agreed)
            || !agreed.TryGetR0khId(out ReadOnlySpan<byte> expected)
            || !FtInitialResponse.TryGetFte(association, e.Frame, out Element element, out Fte fte)
            || !fte.TryGetR0khId(out ReadOnlySpan<byte> found)
            || found.IsEmpty || found.SequenceEqual(expected))
        {
            return;
        }

        report.Add(Info, $"The client roams with {FtFrames.R0khWords(fte)}; its latest initial association in this capture used "
            + $"{FtFrames.R0khWords(agreed)}.", new Detail
            {
                Octets = FtFrames.Octets(element),
                Related = [new RelatedFrame(response.Ref, "association response of the latest initial association")],
                Values = [FindingValue.Of("r0kh_id", Ssid.ToText(found)), FindingValue.Of("expected", Ssid.ToText(expected))],
            });
    }
}
