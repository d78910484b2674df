using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>How an AP makes its PMKIDs of FT-EAP, of which there are four ways. Said once for each way of an AP.</summary>
/// <remarks>Never a fault: all four are in use. It is said with message 2, whose MIC proves the MSK.</remarks>
internal sealed class FtEapM1PmkidDerivation : IRule<Message2Received>
{
    /// <summary>FT over 802.1X with SHA-256, the only AKM with more than one way.</summary>
    private const byte FtEap = 3;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-005", "ft-eap-m1-pmkid-derivation", Severity.Note, ExpertGroup.Security, Fault.None,
        "The PMKID in message 1 of an FT-EAP association shows how the AP computes its PMKIDs.")
    {
        Once = Once.PerBss,
        ExplainsFailure = false,
        Clause = Clauses.FtEapPmkid,
        Explanation = """
            Implementations compute FT-EAP PMKIDs with SHA-1 or SHA-256, over the first or the second half of the MSK; the standard settled
            it only in 2020.
            Where client and AP differ, the AP never finds the PMKIDs that the client offers, and PMKSA caching for the FT initial
            association silently becomes full EAP.
            Reported once per AP.
            """,
        Implementations = """
            hostapd: SHA-1 up to 2.10, SHA-256 since; the first half of the MSK in message 1 after full EAP, the second for cached PMKSAs
            since 2.9.
            """,
        Next = """
            If a client offers PMKIDs that this AP never accepts, compare the software generations of both; otherwise nothing to do.
            """,
        Values = [("pmkid", "PMKID of message 1"), ("derivation", "how it is made"), ("key", "where the MSK is from")],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        if (e is not
            {
                Association: { IsFtInitial: true, Akm.RsnType: FtEap, Handshake.M1: [.., var message1] } association,
                Keys.Key: { } key, Message.Mic: MicState.Valid
            }
            || !message1.Kdes.TryFind(KdeType.Pmkid, out Kde kde)
            || WayOf(association, key, kde.Data) is not { } way)
        {
            return;
        }

        report.Add(Info, $"The PMKID in message 1 is {way.Words}, as in {way.Who}. A client that computes it differently never finds its "
            + $"cached PMKSA.", new Detail
            {
                Subject = way.Number,
                About = [message1.Frame],
                Related = [new RelatedFrame(message1.Frame.Ref, "message 1 with the PMKID")],
                Values =
                [
                    FindingValue.Of("pmkid", FtFrames.Hex(kde.Data)),
                    FindingValue.Of("derivation", way.Words),
                    FindingValue.Of("key", key.Source),
                ],
            });
    }

    private static FtEapPmkid? WayOf(Association association, KnownKey key, ReadOnlySpan<byte> pmkid)
    {
        (MacAddress ap, MacAddress sta) = MldAddresses.Of(association, null);
        return FtEapPmkid.Of(key, ap, sta, pmkid);
    }
}
