using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP begins a 4-way handshake right after an FT reassociation that it has just accepted.</summary>
internal sealed class FtReassocUnexpected4way : IRule<Message1Received>
{
    private const double RightAfterMilliseconds = 1000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-058", "ft-reassoc-unexpected-4way", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "The AP starts a 4-way handshake right after a successful FT reassociation.")
    {
        Clause = Clauses.FtFourthMessage,
        Explanation = """
            FT establishes all keys, which makes the handshake unnecessary.
            An AP that sends message 1 in the clear within a second does not use the FT keys, and the client may drop unencrypted frames.
            A rekey comes minutes later and encrypted, so it does not show here.
            """,
        Implementations = "hostapd sends no message 1 after FT except for a PTK rekey, whose timer is usually ten minutes or more.",
        Next = """
            Check whether the client answers and whether the AP ends the association.
            Check the AP's log for a loss of its FT state.
            """,
        Values = [("after_ms", "milliseconds from the Reassociation Response to message 1")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        if (e.Association is not
            {
                IsFtProtocol: true, HandshakeCount: 1, Handshake.M1.Count: 1, EndedBy: null, Response: { } response,
                ResponseStatus: StatusCodes.Success
            } association
            || e.Frame.WasEncrypted || e.Frame.MillisecondsSince(response) is not (>= 0 and <= RightAfterMilliseconds and var after)
            || !association.IsFtReassociation)
        {
            return;
        }

        report.Add(Info,
            string.Create(CultureInfo.InvariantCulture, $"Message 1 comes {after:0.0} ms after the AP accepted the FT reassociation: the "
            + $"AP does not use the FT keys."), new Detail
            {
                Related = [new RelatedFrame(response.Ref, "Reassociation Response of status 0")],
                Values = [FindingValue.Of("after_ms", after)],
            });
    }
}
