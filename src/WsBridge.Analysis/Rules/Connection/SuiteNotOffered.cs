using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The AP refused a request whose AKM or ciphers its Beacon does not offer.</summary>
internal sealed class SuiteNotOffered : IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-003", "suite-not-offered", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The AP refused an AKM or cipher that its Beacon does not offer.")
    {
        Clause = Clauses.Rsne,
        Rank = ExplanationRank.Refusal,
        Explanation = """
            The RSNE of the request selects an AKM, a pairwise cipher or a group cipher that is not in the RSNE of the AP's latest Beacon
            or Probe Response, and the AP refused the request.
            Usually the network was reconfigured after the client had stored it, or client and AP support different generations of WPA3.
            Not reported when the AP accepts, when it has RSNE Override elements, when either RSNE cannot be read to its end, or under FT,
            which has rules of its own.
            """,
        Implementations = """
            hostapd answers 43 for the AKM, 42 for the pairwise and 41 for the group cipher; others answer 1, 12, 40 or 46.
            """,
        Next = """
            Delete the network on the client and add it again.
            If the client cannot do what the Beacon offers, offer an older AKM or cipher beside it, or on another SSID.
            """,
        Values =
        [
            ("status", "status code"),
            ("field", "akm, pairwise-cipher or group-cipher"),
            ("selected", "what the request selects"),
            ("offered", "what the Beacon offers"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association is not { ResponseStatus: { } status, Request: { } request } association || !Explains(association))
        {
            return;
        }

        StoredFrame beacon = association.Bss.Beacon!;
        (string field, string name, string selected, string offered) = Mismatch(request, beacon)!.Value;
        string text = $"The AP refused the association with status {StatusCodes.Describe(status)}: "
            + $"the request selects {name} {selected}; the {BeaconFrames.Word(beacon)} offers {offered}.";
        report.Add(Info, text, new Detail
        {
            Related = [new RelatedFrame(request.Ref, "request with the suite"), new RelatedFrame(beacon.Ref, "what the AP offers")],
            Values =
            [
                FindingValue.Of("status", status),
                FindingValue.Of("field", field),
                FindingValue.Of("selected", selected),
                FindingValue.Of("offered", offered),
            ],
        });
    }

    /// <summary>The request was refused and differs from the Beacon in a suite.</summary>
    internal static bool Explains(Association association) =>
        association.ResponseStatus is not (null or StatusCodes.Success or StatusCodes.InvalidPmkid or StatusCodes.RefusedTemporarily)
        && association is { Akm: not { IsFt: true }, Request: { } request, Bss.Beacon: { } beacon }
        && Mismatch(request, beacon) is not null;

    private static (string Field, string Name, string Selected, string Offered)? Mismatch(StoredFrame request, StoredFrame beacon)
    {
        if (!BeaconFrames.TryGetRsne(request, out _, out Rsne selected) || !BeaconFrames.TryGetRsne(beacon, out _, out Rsne offered)
            || BeaconFrames.HasOverride(beacon.Elements))
        {
            return null;
        }

        if (selected.Akms.Count == 1 && offered.Akms.Count > 0 && !Contains(offered.Akms, selected.Akms[0]))
        {
            return ("akm", "AKM", selected.Akms[0].ToString(), BeaconFrames.Words(offered.Akms));
        }

        CipherSuiteList mine = selected.PairwiseCiphers;
        CipherSuiteList theirs = offered.PairwiseCiphers;
        if (mine.Count == 1 && theirs.Count > 0 && !Contains(theirs, mine[0]))
        {
            return ("pairwise-cipher", "pairwise cipher", mine[0].ToString(), BeaconFrames.Words(theirs));
        }

        return selected.GroupDataCipher is { } asked && offered.GroupDataCipher is { } used && asked != used
            ? ("group-cipher", "group cipher", asked.ToString(), used.ToString())
            : null;
    }

    private static bool Contains(AkmSuiteList suites, AkmSuite suite)
    {
        for (int i = 0; i < suites.Count; i++)
        {
            if (suites[i] == suite)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(CipherSuiteList suites, CipherSuite suite)
    {
        for (int i = 0; i < suites.Count; i++)
        {
            if (suites[i] == suite)
            {
                return true;
            }
        }

        return false;
    }
}
