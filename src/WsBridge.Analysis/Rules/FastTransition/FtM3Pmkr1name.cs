using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The RSNE of FT message 3 does not list exactly one PMKID, PMKR1Name.</summary>
internal sealed class FtM3Pmkr1name : IRule<Message3Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-011", "ft-m3-pmkr1name", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "The RSNE of FT message 3 does not list PMKR1Name as its only PMKID.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            The AP confirms in message 3 which PMK-R1 it uses: its RSNE is that of the Beacon with PMKR1Name added.
            The Key Data is encrypted, so this check needs a key that verifies the MIC; PMKR1Name is derived from it.
            Not checked where the RSNE is missing or malformed.
            """,
        Implementations = "wpa_supplicant ends the handshake with reason 1, iwd with reason 17.",
        Next = "Report it to the AP vendor with this handshake.",
        Values =
        [
            ("pmkids", "PMKIDs of message 3"),
            ("pmkr1name", "PMKR1Name that follows from the keys"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        Association association = e.Association;
        if (!M3InClear.TryGet(e, out Kdes kdes) || !association.IsFtInitial
            || e.Keys is not { Source: { } source, PmkR1Name: { IsEmpty: false } expected }
            || !kdes.TryFindElement(ElementId.Rsne, out Element element) || !Rsne.TryParse(element.Body, out Rsne rsne, out _)
            || (rsne.PmkidsThere == 1 && rsne.ContainsPmkid(expected)))
        {
            return;
        }

        string what = rsne.PmkidsThere == 1
            ? $"names PMKR1Name {FtFrames.Short(rsne.Pmkid(0), expected)}"
            : $"carries {M2Pmkids.Words(rsne.PmkidsThere)}";
        report.Add(Info, $"Message 3, decrypted, {what}; only PMKR1Name of this key hierarchy, "
            + $"{FtFrames.Short(expected, rsne.PmkidsThere > 0 ? rsne.Pmkid(0) : default)}, belongs there (key: {source}).", new Detail
            {
                Values =
                [
                    FindingValue.Of("pmkids", FtFrames.Hex(rsne.Pmkids)),
                    FindingValue.Of("pmkr1name", FtFrames.Hex(expected)),
                    FindingValue.Of("key", source),
                ],
            });
    }
}
