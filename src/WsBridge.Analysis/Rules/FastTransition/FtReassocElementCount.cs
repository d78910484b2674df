using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The Element Count of the FTE differs from the number of elements that its MIC protects.</summary>
/// <remarks>
/// Protected are RSNE, MDE, FTE, RSNXE where there is one, and the RIC. Where the RIC ends is told by the count itself, so only a count
/// that fits no end is wrong. Skipped with Multi-Link, whose elements of other links are counted in ways not settled, and for an FTE in
/// fragments.
/// </remarks>
internal sealed class FtReassocElementCount : IRule<AssociationRequestReceived>, IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-053", "ft-reassoc-element-count", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "The Element Count of the FTE differs from the number of elements that its MIC protects.")
    {
        Clause = Clauses.FtThirdMessage,
        Explanation = """
            The MIC of the FTE covers RSNE, MDE, FTE, the RSNXE when the frame has one, and the elements of a RIC.
            A receiver that arrives at another number does not know what the MIC covers.
            The usual cause is an RSNXE that one part of the sender added and another did not count.
            """,
        Implementations = """
            hostapd refuses the request with status 1, not 55. iwd accepts only 3.
            A Timeout Interval element is not counted.
            """,
        Next = "Report the frame to the sender's vendor.",
        Values = [("element_count", "Element Count of the FTE"), ("there", "protected elements in the frame, without those of a RIC")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report) => Check(e.Association, e.Frame, report, Fault.Sta);

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association.ResponseStatus == StatusCodes.Success)
        {
            Check(e.Association, e.Frame, report, Fault.Ap);
        }
    }

    private void Check(Association association, StoredFrame frame, in Report report, Fault sender)
    {
        if (!association.IsFtReassociation || !FtFrames.TryGetFte(association, frame, out Element element, out Fte fte))
        {
            return;
        }

        Elements elements = frame.Elements;
        int rsnes = elements.Count(ElementId.Rsne);
        int mdes = elements.Count(ElementId.Mde);
        int rsnxes = elements.Count(ElementId.Rsnxe);
        int least = 2 + mdes + rsnxes;
        int told = fte.ElementCount;
        if (told == least && !elements.TryFind(ElementId.Rde, out _))
        {
            return;
        }

        int inRic = AtMostInRic(elements);
        bool hasRic = inRic > 0;
        if ((told >= least + (hasRic ? 1 : 0) && told <= least + inRic) || rsnes != 1 || mdes != 1 || rsnxes > 1
            || elements.Count(ElementId.Fragment) > 0 || !FtFrames.IsWhole(frame) || FtFrames.IsMultiLink(frame))
        {
            return;
        }

        string names = $"RSNE, MDE, FTE{(rsnxes > 0 ? ", RSNXE" : "")}{(hasRic ? " and a RIC" : "")}";
        report.Add(Info, $"The Element Count of the FTE is {told}, but the frame has {least}{(hasRic ? " or more" : "")} protected "
            + $"elements ({names}).", new Detail
            {
                Fault = sender,
                Octets = (element.BodyOffset + 1, 1),
                Values = [FindingValue.Of("element_count", told), FindingValue.Of("there", least)],
            });
    }

    /// <summary>Elements from the first RDE on.</summary>
    private static int AtMostInRic(in Elements elements)
    {
        int count = 0;
        foreach (Element element in elements)
        {
            count += count > 0 || element.Id == ElementId.Rde ? 1 : 0;
        }

        return count;
    }
}
