using System.Globalization;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A roam follows a BSS Transition Management Request of the old AP.</summary>
internal sealed class BtmSteered : IRule<AttemptSucceeded>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-007", "btm-steered", Severity.Chat, ExpertGroup.Sequence, Fault.None,
        "A roam follows a BSS Transition Management Request.")
    {
        ExplainsFailure = false,
        Explanation = """
            The AP asked the client to move at most ten seconds before the attempt began.
            Under management frame protection requests are encrypted, and nothing is reported without the key.
            """,
        Next = "Nothing to do, unless the client was better off where it was.",
        Values =
        [
            ("how", "btm or disassoc-imminent"),
            ("status", "BTM Status Code of the response; absent when none was captured"),
            ("after_ms", "milliseconds from the request to the first frame of the attempt"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AttemptSucceeded e, in Report report)
    {
        if (e.Roam is not { Steering: { } steering } roam)
        {
            return;
        }

        double after = (roam.Start.TimeMicroseconds - steering.Frame.TimeMicroseconds) / 1000.0;
        string announced = steering.How == Steering.DisassociationImminent ? ", which announces a disassociation" : "";
        Steering? how = steering.How;
        var values = new List<FindingValue> { FindingValue.Of("how", how.ToText()!), FindingValue.Of("after_ms", after) };
        if (steering.Status is { } status)
        {
            values.Insert(1, FindingValue.Of("status", status));
        }

        report.Add(Info,
            string.Create(CultureInfo.InvariantCulture, $"The roam began {after:0.0} ms after a BSS Transition Management Request from "
            + $"{steering.Bssid}{announced}; {steering.AnswerText}."), new Detail
            {
                Related = [new RelatedFrame(steering.Frame, "BSS Transition Management Request")],
                Values = values,
            });
    }
}
