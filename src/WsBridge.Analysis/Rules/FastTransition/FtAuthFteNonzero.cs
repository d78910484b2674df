using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>Fields of the FTE that are zero in the first two FT messages are not, or the SNonce of the first is.</summary>
internal sealed class FtAuthFteNonzero : IRule<FtRequestReceived>, IRule<FtResponseReceived>
{
    private const FteFields.Set ZeroInRequest = FteFields.Set.ElementCount | FteFields.Set.Mic | FteFields.Set.ANonce;
    private const FteFields.Set ZeroInResponse = FteFields.Set.ElementCount | FteFields.Set.Mic;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-035", "ft-auth-fte-nonzero", Severity.Error, ExpertGroup.Protocol, Fault.Unknown,
        "The FTE of an FT request or response has nonzero fields that should be zero, or its SNonce is zero.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.FtFirstMessage,
        Explanation = """
            The first FT message has its SNonce and R0KH-ID in the FTE, all other fields are zero; the second adds ANonce and R1KH-ID.
            Neither has a MIC.
            That is a note.
            A zero SNonce is an error: the PTK would lack the client's contribution.
            RSNXE Used and MIC Length may be set.
            """,
        Implementations = "hostapd does not check; iwd drops a response with a MIC or an Element Count.",
        Next = "If the roam fails, report it to the sender's vendor; otherwise it is harmless.",
        Values = [("fields", "fields that are not zero, or snonce-zero")],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report) => Check(e.Association, e.Frame, report, isRequest: true);

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report) => Check(e.Association, e.Frame, report, isRequest: false);

    private void Check(Association association, StoredFrame frame, in Report report, bool isRequest)
    {
        if ((!isRequest && !FtFirstExchange.IsAccepted(frame))
            || !FtInitialResponse.TryGetFte(association, frame, out Element element, out Fte fte))
        {
            return;
        }

        FteFields.Set notZero = FteFields.NotZero(fte, FteFields.All);
        Fault sender = isRequest ? Fault.Sta : Fault.Ap;
        if (isRequest && !notZero.HasFlag(FteFields.Set.SNonce))
        {
            report.Add(Info, $"The SNonce of the {FtFirstExchange.NameOf(frame, isRequest)} is zero: a PTK derived from it lacks the "
                + $"client's contribution.", new Detail
                {
                    Fault = sender,
                    Next = "Report it to the vendor of the client's driver or supplicant.",
                    Octets = FtFrames.Octets(element, fte.SNonceOffset, fte.SNonce.Length),
                    Values = [FindingValue.Of("fields", "snonce-zero")],
                });
        }

        notZero &= isRequest ? ZeroInRequest : ZeroInResponse;
        if (notZero != FteFields.Set.None)
        {
            string fields = FteFields.Words(notZero);
            report.Add(Info, $"The FTE of the {FtFirstExchange.NameOf(frame, isRequest)} has nonzero fields: {fields}. Only "
                + $"{(isRequest ? "SNonce and R0KH-ID" : "the nonces and key holders")} belong there.", new Detail
                {
                    Severity = Severity.Note,
                    Fault = sender,
                    Octets = FtFrames.Octets(element),
                    Values = [FindingValue.Of("fields", fields)],
                });
        }
    }
}
