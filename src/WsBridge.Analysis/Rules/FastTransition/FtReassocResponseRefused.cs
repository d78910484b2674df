using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>
/// The AP accepted the FT reassociation (or the FILS association), and the client, which did not take its response, leaves at once.
/// </summary>
internal sealed class FtReassocResponseRefused : IRule<AttemptEnded>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-064", "ft-reassoc-response-refused", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "The client refused the response of status 0 that ends FT or FILS, and left.")
    {
        Clause = Clauses.FtFourthMessage,
        Explanation = """
            The (Re)Association Response is the last frame of FT and of FILS, so that an AP believes that all is well.
            The client still checks it: the MIC, RSNE and RSNXE against the Beacon, MDE, PMKR1Name and nonces against its request, the OCI.
            Where something is wrong it leaves with a Deauthentication that is not encrypted, because it has installed no keys, within a
            moment.
            The finding names what differs, as far as it is in the clear; of FILS the OCI, where a key decrypts the response.
            Nothing is said of reasons 3, 8 and 36 (the client leaves), of an encrypted Deauthentication, where encrypted frames go on, or
            where the client has associated with another AP before it leaves this one.
            The Deauthentication may be forged: nothing is said where its sequence number or its signal is not the client's.
            """,
        Implementations = """
            wpa_supplicant: "FT: Validation of Reassociation Response failed", reason 13; with FILS "Association response validation
            failed", reason 1.
            """,
        Next = """
            Look into the log of the client at that moment; compare the response with the Beacon and the request, element by element.
            """,
        Values =
        [
            ("reason", "reason code"),
            ("after_ms", "milliseconds from the response"),
            ("elements", "what differs, in order; empty when nothing in the clear does"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AttemptEnded e, in Report report)
    {
        if (e is not { Ending: { Frame: var end } ending, Association: { Response: { } response } association }
            || !AfterSuccess.MayRefuseResponse(association, end, ending.ByAp, ending.Reason) || end.LooksForged
            || report.Roam is { Outcome: RoamOutcome.Success } || association.LatestRoam() is { HasMovedOn: true })
        {
            return;
        }

        List<(string Element, string What)> wrong = association.IsFtProtocol
            ? FtResponseCheck.Of(association, response)
            : FtResponseCheck.OfFils(association);
        double after = end.MillisecondsSince(response);
        string what = wrong.Count > 0 ? $", in which {string.Join("; ", wrong.Select(one => one.What))}."
            : association.Keys?.Fils?.Response is null ? ". Nothing in the clear shows why."
            : ". Nothing in the clear or decrypted shows why.";
        string text =
            string.Create(CultureInfo.InvariantCulture,
                $"The AP accepted the {(association.IsFtProtocol ? "FT reassociation" : "FILS association")}; {after:0} ms later the "
                + $"client left with reason {ReasonCodes.Describe(ending.Reason!.Value)}: it refused the response{what}");
        report.Add(Info, text, new Detail
        {
            Fault = wrong.Count > 0 ? Fault.Ap : Fault.Unknown,
            About = [response],
            Related =
            [
                new RelatedFrame(response.Ref, "response of status 0"),
                .. association.Bss.Beacon is { } beacon ? (RelatedFrame[])[new RelatedFrame(beacon.Ref, BeaconFrames.Word(beacon))] : [],
            ],
            Values =
            [
                FindingValue.Of("reason", ending.Reason.Value),
                FindingValue.Of("after_ms", after),
                FindingValue.Of("elements", string.Join(", ", wrong.Select(one => one.Element))),
            ],
        });
    }
}
