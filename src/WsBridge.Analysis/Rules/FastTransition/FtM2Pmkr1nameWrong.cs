using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>
/// No PMKID of FT message 2 is PMKR1Name, although its MIC is right: the client has the right keys and names them wrongly.
/// </summary>
/// <remarks>
/// A message 2 whose MIC is not right may be of another key hierarchy, with another PMKR1Name; the MIC rules speak of that.
/// </remarks>
internal sealed class FtM2Pmkr1nameWrong : IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-007", "ft-m2-pmkr1name-wrong", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "No PMKID of FT message 2 is the PMKR1Name that belongs to the keys.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            The client derived its PTK from the right PMK-R1, or the MIC of message 2 would not be right, but the RSNE names another one: a
            PMKID of the association request, one for another R0KH-ID or R1KH-ID, or octets of something else.
            Reported only where the MIC of this message 2 verifies with a known key; a message 2 without any PMKID has a rule of its own.
            """,
        Implementations = """
            hostapd up to 2.10 silently drops such a message 2 ("PMKR1Name mismatch in FT 4-way handshake"), repeats message 1 and ends
            with reason 15; 2.11 and later end with reason 2 at once.
            """,
        Next = """
            Report it to the client vendor with the expected PMKR1Name.
            If several clients do this at one AP, compare the R0KH-ID and R1KH-ID that the AP is configured with and those it sends.
            """,
        Values =
        [
            ("pmkids", "PMKIDs of message 2"),
            ("pmkr1name", "PMKR1Name that follows from the keys"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        (Association association, HandshakeFrame message) = (e.Association, e.Message);
        if (!FtM2.IsForFirstKeys(e)
            || e.Keys is not { Source: { } source, PmkR1Name: { IsEmpty: false } expected } || message.Mic != MicState.Valid
            || !message.TryGetRsne(out Element element, out Rsne rsne) || rsne.PmkidsThere == 0 || rsne.PmkidsThere != rsne.PmkidCount
            || rsne.ContainsPmkid(expected))
        {
            return;
        }

        string which = rsne.PmkidsThere == 1
            ? $"The PMKID of message 2, {FtFrames.Short(rsne.Pmkid(0), expected)}, is not"
            : $"None of the {rsne.PmkidsThere} PMKIDs of message 2 is";
        string offered = association.TryGetRequestRsne(out _, out Rsne requested) && requested.ContainsPmkid(rsne.Pmkid(0))
            ? " The association request offered it."
            : "";
        report.Add(Info, $"{which} PMKR1Name {FtFrames.Short(expected, rsne.Pmkid(0))} of this key hierarchy, although the MIC is valid "
            + $"(key: {source}).{offered}", new Detail
            {
                Octets = (element.BodyOffset + rsne.PmkidListOffset, rsne.Pmkids.Length),
                Related = FtM2.ResponseFor(association, message) is { } response
                ? [new RelatedFrame(response.Ref, "association response with R0KH-ID and R1KH-ID")]
                : null,
                Values =
                [
                    FindingValue.Of("pmkids", FtFrames.Hex(rsne.Pmkids)),
                    FindingValue.Of("pmkr1name", FtFrames.Hex(expected)),
                    FindingValue.Of("key", source),
                ],
            });
    }
}
